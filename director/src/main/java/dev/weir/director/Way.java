package dev.weir.director;

import dev.weir.model.NextHop;

/** What is known of the way to a real server. */
public sealed interface Way {

    /** Frames can be sent there. */
    record Known(NextHop nextHop) implements Way {}

    /** Frames can't be sent there; the reason tells why, and the mend where one is known. */
    record Unknown(String reason) implements Way {}
}
