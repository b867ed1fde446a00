package dev.weir.lab.traffic;

import java.util.Optional;

/** What came of one request. */
public sealed interface Answer {
    /**
     * A real server answered.
     *
     * @param server its name
     * @param client the client's address as the server saw it, if the answer tells
     */
    record Served(String server, Optional<String> client) implements Answer {}

    /** Nobody did, or not as they should have. */
    record Failed(String reason) implements Answer {}
}
