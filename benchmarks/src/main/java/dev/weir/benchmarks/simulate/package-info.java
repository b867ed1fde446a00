/** How long {@code weir simulate} takes. */
@NullMarked
package dev.weir.benchmarks.simulate;

import org.jspecify.annotations.NullMarked;
