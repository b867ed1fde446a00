package dev.weir.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Which connections are asked for. A filter that is null lets every connection pass.
 *
 * @param client {@code ADDRESS}, {@code ADDRESS/PREFIX} or {@code ADDRESS:PORT}
 * @param vip likewise
 * @param server likewise
 * @param state a connection's state, in either case
 * @param limit how many are told at most, 0 for all; they are counted all the same
 */
public record ConnectionQuery(
        @Nullable String client,
        @Nullable String vip,
        @Nullable String server,
        @Nullable String state,
        int limit) {
    public static final int DEFAULT_LIMIT = 1_000;
    public static final ConnectionQuery DEFAULT = new ConnectionQuery(null, null, null, null, DEFAULT_LIMIT);

    public ConnectionQuery {
        if (limit < 0) {
            throw new IllegalArgumentException("limit " + limit + " is negative; 0 asks for all");
        }
    }

    /** The query part of a URL, without its question mark. */
    String toQueryString() {
        StringJoiner query = new StringJoiner("&");
        add(query, "client", client);
        add(query, "vip", vip);
        add(query, "server", server);
        add(query, "state", state);
        add(query, "limit", Integer.toString(limit));
        return query.toString();
    }

    private static void add(StringJoiner query, String name, @Nullable String value) {
        if (value != null) {
            query.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }
}
