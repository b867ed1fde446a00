package dev.weir.director;

import java.time.Duration;
import java.time.Instant;

/** Time that moves when a test says so. */
final class FakeTicker implements Ticker {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Duration passed = Duration.ZERO;

    void advance(Duration by) {
        passed = passed.plus(by);
    }

    @Override
    public Instant now() {
        return START.plus(passed);
    }

    @Override
    public long nanos() {
        return passed.toNanos();
    }
}
