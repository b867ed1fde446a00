package dev.weir.director;

import dev.weir.model.RealServer;
import java.time.Duration;

/**
 * How a server comes to its full weight: along a line, in at most {@value #MOST_STEPS} steps of a second or more.
 *
 * @param sinceNanos the ticker's time when it began, or would have begun
 * @param durationNanos how long it takes to come to the full weight; 0 for one that began there
 * @param lowest it is never below this percentage
 */
record Ramp(long sinceNanos, long durationNanos, int lowest) {
    static final int LOWEST = 1;
    static final int MOST_STEPS = 20;

    private static final long SHORTEST_STEP_NANOS = Duration.ofSeconds(1).toNanos();

    /** One that begins at the bottom. */
    static Ramp beginning(long nowNanos, Duration duration) {
        return new Ramp(nowNanos, duration.toNanos(), LOWEST);
    }

    /** One that goes on from {@code percent}, where another director left it. */
    static Ramp from(int percent, long nowNanos, Duration duration) {
        if (percent >= RealServer.FULL_RAMP) {
            return full(nowNanos);
        }
        long nanos = duration.toNanos();
        return new Ramp(nowNanos - nanos * percent / RealServer.FULL_RAMP, nanos, percent);
    }

    /** One that has nothing to climb. */
    static Ramp full(long nowNanos) {
        return new Ramp(nowNanos, 0, RealServer.FULL_RAMP);
    }

    /** How much of the weight counts, 1 to 100 percent; never less than before. */
    int percentAt(long nowNanos) {
        long elapsed = nowNanos - sinceNanos;
        if (elapsed >= durationNanos) {
            return RealServer.FULL_RAMP;
        }
        long climbed = elapsed - elapsed % stepNanos();
        return Math.max(lowest, (int) (climbed * RealServer.FULL_RAMP / durationNanos));
    }

    boolean isFullAt(long nowNanos) {
        return nowNanos - sinceNanos >= durationNanos;
    }

    /** Until the next step, in nanoseconds; only of one that isn't full. */
    long nanosUntilNextStep(long nowNanos) {
        long elapsed = nowNanos - sinceNanos;
        long nextStep = elapsed - elapsed % stepNanos() + stepNanos();
        return Math.min(nextStep, durationNanos) - elapsed;
    }

    private long stepNanos() {
        return Math.max(SHORTEST_STEP_NANOS, durationNanos / MOST_STEPS);
    }
}
