package dev.weir.director;

import java.time.Duration;

/** Waiting times that double from try to try up to a longest one. Owned by the director's thread. */
final class BackOff {
    private final Duration shortest;
    private final Duration longest;
    private Duration next;

    BackOff(Duration shortest, Duration longest) {
        this.shortest = shortest;
        this.longest = longest;
        this.next = shortest;
    }

    /** How long to wait before the next try. */
    Duration next() {
        Duration wait = next;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(longest) < 0 ? doubled : longest;
        return wait;
    }

    /** It went well: the next failure waits the shortest time again. */
    void reset() {
        next = shortest;
    }
}
