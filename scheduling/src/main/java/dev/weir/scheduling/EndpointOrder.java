package dev.weir.scheduling;

import dev.weir.model.RealServer;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The orders in which tables take the servers; by endpoint at last, so that all directors of a cluster agree. */
final class EndpointOrder {
    private static final Comparator<RealServer> BY_ENDPOINT = Comparator.comparing(RealServer::endpoint);
    private static final Comparator<RealServer> HEAVIEST_FIRST =
            Comparator.comparingInt(RealServer::weight).reversed().thenComparing(BY_ENDPOINT);

    private EndpointOrder() {}

    /** Indexes of the servers that take new connections, ordered by endpoint. */
    static int[] ofWilling(List<RealServer> servers) {
        return willing(servers, BY_ENDPOINT);
    }

    /** The same, by weight first, the heaviest at the head. */
    static int[] ofWillingByWeight(List<RealServer> servers) {
        return willing(servers, HEAVIEST_FIRST);
    }

    private static int[] willing(List<RealServer> servers, Comparator<RealServer> order) {
        return IntStream.range(0, servers.size())
                .filter(i -> Weights.pullOf(servers.get(i)) > 0)
                .boxed()
                .sorted(Comparator.comparing((Function<Integer, RealServer>) servers::get, order))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
