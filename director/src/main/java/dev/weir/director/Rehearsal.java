package dev.weir.director;

import dev.weir.director.Agenda.Duty;
import java.time.Duration;

/**
 * What the director does for practice after its start: Java runs slowly what it runs for the first times, and the
 * first change should not wait for that. Owned by the director's thread.
 */
final class Rehearsal {
    static final int TIMES = 10;

    private static final Duration BETWEEN = Duration.ofMillis(50);

    private final DirectorLoop loop;
    private int done;

    /** The first time is soon after the director's start. */
    Rehearsal(DirectorLoop loop) {
        this.loop = loop;
        loop.set(Duty.REHEARSE, BETWEEN);
    }

    /** Does it once, and again before long unless it was done often enough. */
    void once(Runnable practice) {
        practice.run();
        done++;
        if (done < TIMES) {
            loop.set(Duty.REHEARSE, BETWEEN);
        }
    }
}
