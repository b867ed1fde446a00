package dev.weir.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The whole of what is wanted of a director, immutable.
 *
 * @param revision counts up with each state that took force, from 1
 * @param settings what concerns the director itself
 * @param services the virtual services, each key once, in the operator's order
 */
public record DesiredState(long revision, DirectorSettings settings, List<VirtualService> services) {
    public DesiredState {
        services = List.copyOf(services);
        Set<ServiceKey> seen = new HashSet<>();
        for (VirtualService service : services) {
            if (!seen.add(service.key())) {
                throw new IllegalArgumentException("service " + service.key() + " stands twice");
            }
        }
    }

    public DesiredState withRevision(long newRevision) {
        return new DesiredState(newRevision, settings, services);
    }
}
