/**
 * What a change of services would do before it is made: {@link dev.weir.simulation.Simulation} puts flows to a service
 * as it is and as it would be. Pure: no clock, no file, no network, and the same seed gives the same forecast.
 */
@NullMarked
package dev.weir.simulation;

import org.jspecify.annotations.NullMarked;
