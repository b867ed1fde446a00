package dev.weir.monitor;

import dev.weir.dataplane.Connection;
import dev.weir.model.ConnectionState;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tells which connections a query asks for. */
final class ConnectionFilter {
    private ConnectionFilter() {}

    /**
     * A filter by the query's parameters, each of which may be missing.
     *
     * @throws IllegalArgumentException if one isn't understood; the message names it
     */
    static Predicate<Connection> of(Function<String, @Nullable String> parameter) {
        return EndpointPattern.filter("client", parameter, Connection::client)
                .and(EndpointPattern.filter("vip", parameter, Connection::vip))
                .and(EndpointPattern.filter("server", parameter, Connection::server))
                .and(state(parameter.apply("state")));
    }

    private static Predicate<Connection> state(@Nullable String text) {
        if (text == null) {
            return connection -> true;
        }
        ConnectionState wanted = Arrays.stream(ConnectionState.values())
                .filter(state ->
                        state.name().equals(text.toUpperCase(Locale.ROOT).replace('-', '_')))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "state: '" + text + "' is none of " + Arrays.toString(ConnectionState.values())));
        return connection -> connection.state() == wanted;
    }
}
