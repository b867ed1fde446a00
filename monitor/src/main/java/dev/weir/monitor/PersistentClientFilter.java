package dev.weir.monitor;

import dev.weir.dataplane.PersistentClient;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tells which persistent clients a query asks for. */
final class PersistentClientFilter {
    private PersistentClientFilter() {}

    /**
     * A filter by the query's parameters, each of which may be missing.
     *
     * @throws IllegalArgumentException if one isn't understood; the message names it
     */
    static Predicate<PersistentClient> of(Function<String, @Nullable String> parameter) {
        Predicate<PersistentClient> vip = EndpointPattern.filter(
                "vip", parameter, client -> client.service().vip());
        return vip.and(EndpointPattern.filter("server", parameter, PersistentClient::server))
                .and(EndpointPattern.matching(
                        "client", parameter, (pattern, client) -> pattern.meets(client.network(), client.prefix())));
    }
}
