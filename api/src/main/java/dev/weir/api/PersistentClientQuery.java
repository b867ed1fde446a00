package dev.weir.api;

import org.jspecify.annotations.Nullable;

/**
 * Which persistent clients are asked for. A filter that is null lets every one pass.
 *
 * @param client {@code ADDRESS} or {@code ADDRESS/PREFIX}; those that it has a part of
 * @param vip {@code ADDRESS}, {@code ADDRESS/PREFIX} or {@code ADDRESS:PORT} of the service
 * @param server likewise of the server
 * @param limit how many are told at most, 0 for all; they are counted all the same
 */
public record PersistentClientQuery(
        @Nullable String client,
        @Nullable String vip,
        @Nullable String server,
        int limit) {
    public PersistentClientQuery {
        QueryString.requireLimit(limit);
    }

    /** The query part of a URL, without its question mark. */
    String toQueryString() {
        return new QueryString()
                .with("client", client)
                .with("vip", vip)
                .with("server", server)
                .with("limit", Integer.toString(limit))
                .toString();
    }
}
