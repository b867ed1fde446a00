/** Real programs through the lab's cluster, side by side with plain routing and the kernel's own balancer. */
@NullMarked
package dev.weir.benchmarks.lab;

import org.jspecify.annotations.NullMarked;
