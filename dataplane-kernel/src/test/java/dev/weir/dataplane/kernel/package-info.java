/** The data plane in the kernel, loaded for real: on interfaces and pins of the tests' own. */
@NullMarked
package dev.weir.dataplane.kernel;

import org.jspecify.annotations.NullMarked;
