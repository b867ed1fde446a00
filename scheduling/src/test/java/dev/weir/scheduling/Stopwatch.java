package dev.weir.scheduling;

import java.time.Duration;

/** Measures what code costs when the machine lets it run. */
final class Stopwatch {
    private Stopwatch() {}

    /** The shortest of several runs. */
    static Duration best(int runs, Runnable work) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < runs; i++) {
            long start = System.nanoTime();
            work.run();
            best = Math.min(best, System.nanoTime() - start);
        }
        return Duration.ofNanos(best);
    }
}
