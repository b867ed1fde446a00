package dev.weir.dataplane.kernel;

import dev.weir.model.ForwardingMethod;
import dev.weir.model.Scheduler;

/**
 * A record of the map {@code services}.
 *
 * @param index the service's place in {@code service_state} and {@code service_retired}
 * @param slotsBase where its table begins in {@code scheduler_slots}
 * @param slots how long that is; 0 if no server takes new connections
 */
record ServiceEntry(int index, int slotsBase, int slots, Scheduler scheduler, ForwardingMethod method) {}
