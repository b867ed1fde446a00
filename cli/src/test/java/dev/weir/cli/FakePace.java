package dev.weir.cli;

import java.time.Duration;

/** Time that passes only while somebody waits, and then at once. */
final class FakePace implements Pace {
    private Duration passed = Duration.ZERO;

    @Override
    public long nanos() {
        return passed.toNanos();
    }

    @Override
    public void pause(Duration time) {
        passed = passed.plus(time);
    }

    Duration passed() {
        return passed;
    }
}
