package dev.weir.dataplane;

import dev.weir.model.NextHop;
import dev.weir.model.ServiceKey;
import dev.weir.model.VirtualService;
import java.util.Map;

/**
 * What a data plane holds.
 *
 * @param services its services with their servers, by key
 * @param nextHops the way to each server it knows one for, by service and server
 */
public record ObservedState(Map<ServiceKey, VirtualService> services, Map<ServerKey, NextHop> nextHops) {
    public static final ObservedState EMPTY = new ObservedState(Map.of(), Map.of());

    public ObservedState {
        services = Map.copyOf(services);
        nextHops = Map.copyOf(nextHops);
    }
}
