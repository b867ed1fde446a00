/** What tables of slots cost: to build them, measured by JMH, and to install them in the kernel. */
@NullMarked
package dev.weir.benchmarks.scheduling;

import org.jspecify.annotations.NullMarked;
