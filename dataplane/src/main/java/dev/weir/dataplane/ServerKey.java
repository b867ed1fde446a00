package dev.weir.dataplane;

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

    @Override
    public int compareTo(ServerKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return server + " of " + service;
    }
}
