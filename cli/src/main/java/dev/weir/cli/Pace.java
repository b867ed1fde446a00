package dev.weir.cli;

import java.time.Duration;

/** Time as a command that waits sees it; a test's moves by itself. */
interface Pace {
    Pace SYSTEM = new Pace() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void pause(Duration time) {
            try {
                Thread.sleep(time);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    };

    /** Nanoseconds from an arbitrary origin. */
    long nanos();

    void pause(Duration time);
}
