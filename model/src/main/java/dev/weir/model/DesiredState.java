package dev.weir.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The whole of what is wanted of a director, immutable.
 *
 * @param revision counts up with each state that took force, from 1
 * @param settings what concerns the director itself
 * @param services the virtual services, each key once and none for another's packets, in the operator's order
 */
public record DesiredState(long revision, DirectorSettings settings, List<VirtualService> services) {
    public DesiredState {
        services = List.copyOf(services);
        services.forEach(VirtualService::requireSense);
        requireApart(services);
    }

    private static void requireApart(List<VirtualService> services) {
        Set<ServiceKey> keys = HashSet.newHashSet(services.size());
        MatchTable<ServiceKey> matches = new MatchTable<>();
        for (VirtualService service : services) {
            if (!keys.add(service.key())) {
                throw new IllegalArgumentException("service " + service.key() + " stands twice");
            }
            for (Match match : service.matches()) {
                matches.claim(match, service.key()).ifPresent(first -> {
                    throw new IllegalArgumentException(match + " of service " + service.key() + " contradicts "
                            + first.match() + " of service " + first.claimant());
                });
            }
        }
    }

    public DesiredState withRevision(long newRevision) {
        return new DesiredState(newRevision, settings, services);
    }
}
