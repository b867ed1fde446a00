/**
 * How a new connection's server is picked: the tables that the packet path looks into, and a reference for
 * what it computes itself. Pure functions of the pool.
 */
@NullMarked
package dev.weir.scheduling;

import org.jspecify.annotations.NullMarked;
