/** What {@code weir lab verify} tries of the director, one feature a row. */
@NullMarked
package dev.weir.lab.trial;

import org.jspecify.annotations.NullMarked;
