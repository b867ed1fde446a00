package dev.weir.api;

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
        QueryString.requireLimit(limit);
    }

    /** The query part of a URL, without its question mark. */
    String toQueryString() {
        return new QueryString()
                .with("client", client)
                .with("vip", vip)
                .with("server", server)
                .with("state", state)
                .with("limit", Integer.toString(limit))
                .toString();
    }
}
