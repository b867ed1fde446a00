package dev.weir.director;

import java.time.Instant;

/** Time as the director sees it; a test's moves by hand. */
public interface Ticker {
    /** The machine's clock and timer. */
    Ticker SYSTEM = new Ticker() {
        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }
    };

    /** The time of day, for people. */
    Instant now();

    /** Nanoseconds from an arbitrary origin; never goes back. */
    long nanos();
}
