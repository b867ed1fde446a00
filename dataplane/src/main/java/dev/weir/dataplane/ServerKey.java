package dev.weir.dataplane;

import dev.weir.model.DesiredState;
import dev.weir.model.Endpoint;
import dev.weir.model.ServiceKey;
import java.util.Comparator;

/**
 * One server of one service.
 *
 * @param service the service's key
 * @param server where the server listens
 */
public record ServerKey(ServiceKey service, Endpoint server) implements Comparable<ServerKey> {
    private static final Comparator<ServerKey> ORDER =
            Comparator.comparing(ServerKey::service).thenComparing(ServerKey::server);

    /** Whether the service stands in {@code state} and has the server. */
    public boolean isIn(DesiredState state) {
        return state.services().stream()
                .filter(candidate -> candidate.key().equals(service))
                .flatMap(candidate -> candidate.servers().stream())
                .anyMatch(candidate -> candidate.endpoint().equals(server));
    }

    @Override
    public int compareTo(ServerKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return server + " of " + service;
    }
}
