/** Tests by example; the laws of planning are tested in dev.weir.testing, beside the fake plane. */
@NullMarked
package dev.weir.dataplane;

import org.jspecify.annotations.NullMarked;
