/** The program: {@link dev.weir.Main}, the only place that names implementations. */
@NullMarked
package dev.weir;

import org.jspecify.annotations.NullMarked;
