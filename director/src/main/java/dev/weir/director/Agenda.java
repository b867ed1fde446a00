package dev.weir.director;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** When the director does what next. Owned by the director's thread. */
final class Agenda {

    /** What a director does without being told. */
    enum Duty {
        /** Reads the cluster file, if it changed. */
        READ_FILE,
        /** Looks at interfaces, routes and neighbours anew. */
        LOOK_AT_NETWORK,
        /** Observes everything anew and mends what isn't as it should be. */
        VERIFY,
        /** Takes the next step with servers that start slowly. */
        RAMP,
        /** Reads and plans without effect, so that the first change finds compiled code. */
        REHEARSE
    }

    private final Ticker ticker;
    private final Map<Duty, Long> dueNanos = new EnumMap<>(Duty.class);

    Agenda(Ticker ticker) {
        this.ticker = ticker;
    }

    /** Puts a duty {@code delay} from now, wherever it stood before. */
    void set(Duty duty, Duration delay) {
        dueNanos.put(duty, ticker.nanos() + delay.toNanos());
    }

    /** Puts a duty {@code delay} from now unless it comes sooner anyway. */
    void within(Duty duty, Duration delay) {
        dueNanos.merge(duty, ticker.nanos() + delay.toNanos(), Agenda::sooner);
    }

    private static long sooner(long one, long other) {
        return one - other < 0 ? one : other;
    }

    /** Takes the duties whose time has come. */
    Set<Duty> takeDue() {
        Set<Duty> due = EnumSet.noneOf(Duty.class);
        for (Map.Entry<Duty, Long> entry : dueNanos.entrySet()) {
            if (entry.getValue() - ticker.nanos() <= 0) {
                due.add(entry.getKey());
            }
        }
        dueNanos.keySet().removeAll(due);
        return due;
    }

    /** Until the next duty, in nanoseconds; zero if one is due. */
    long nanosUntilNext() {
        long next = Duration.ofDays(1).toNanos();
        for (long due : dueNanos.values()) {
            next = Math.min(next, due - ticker.nanos());
        }
        return Math.max(0, next);
    }
}
