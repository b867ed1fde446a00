/** What the director's process costs: time to start, time to change a server, and memory. */
@NullMarked
package dev.weir.benchmarks.director;

import org.jspecify.annotations.NullMarked;
