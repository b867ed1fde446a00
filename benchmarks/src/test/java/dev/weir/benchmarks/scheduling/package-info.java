@NullMarked
package dev.weir.benchmarks.scheduling;

import org.jspecify.annotations.NullMarked;
