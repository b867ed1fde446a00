/** The fakes are held to the contracts, and the planner to its laws. */
@NullMarked
package dev.weir.testing;

import org.jspecify.annotations.NullMarked;
