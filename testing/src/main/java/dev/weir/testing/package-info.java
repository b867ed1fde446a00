/** What the tests of several modules share. */
@NullMarked
package dev.weir.testing;

import org.jspecify.annotations.NullMarked;
