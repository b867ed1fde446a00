/**
 * The port between what is wanted and what forwards: {@link dev.weir.dataplane.DataPlane} is observed, a
 * {@link dev.weir.dataplane.Planner} finds the changes, the plane applies them.
 */
@NullMarked
package dev.weir.dataplane;

import org.jspecify.annotations.NullMarked;
