package dev.weir.lab.traffic;

import org.jspecify.annotations.Nullable;

/** What came of one request. */
public sealed interface Answer {
    /**
     * A real server answered.
     *
     * @param server its name
     * @param client the client's address as the server saw it; null if the answer does not tell
     */
    record Served(String server, @Nullable String client) implements Answer {}

    /** Nobody did, or not as they should have. */
    record Failed(String reason) implements Answer {}
}
