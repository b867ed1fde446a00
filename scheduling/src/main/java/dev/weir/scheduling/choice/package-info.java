/**
 * The packet path's own part in scheduling, written again in Java: the reference that it is tested against, and what
 * a simulation goes by.
 */
@NullMarked
package dev.weir.scheduling.choice;

import org.jspecify.annotations.NullMarked;
