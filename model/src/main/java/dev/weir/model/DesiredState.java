package dev.weir.model;

import java.util.List;

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
        MatchTable matches = new MatchTable();
        for (VirtualService service : services) {
            service.requireSense();
            matches.add(service).ifPresent(conflict -> {
                throw new IllegalArgumentException(conflict.toString());
            });
        }
    }

    public DesiredState withRevision(long newRevision) {
        return new DesiredState(newRevision, settings, services);
    }
}
