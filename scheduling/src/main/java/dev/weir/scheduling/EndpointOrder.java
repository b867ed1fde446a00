package dev.weir.scheduling;

import dev.weir.model.RealServer;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The order in which hash tables take the servers: by endpoint, so that all directors of a cluster agree. */
final class EndpointOrder {
    private EndpointOrder() {}

    /** Indexes of the servers that take new connections (weight above 0), ordered by endpoint. */
    static int[] ofWilling(List<RealServer> servers) {
        return IntStream.range(0, servers.size())
                .filter(i -> servers.get(i).weight() > 0)
                .boxed()
                .sorted(Comparator.comparing(i -> servers.get(i).endpoint()))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
