@NullMarked
package dev.weir.benchmarks.lab;

import org.jspecify.annotations.NullMarked;
