package dev.weir.director;

import dev.weir.dataplane.Change;
import dev.weir.dataplane.Plan;
import dev.weir.model.DesiredState;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** What a director has done and when. Owned by the director's thread. */
final class Chronicle {
    private static final Logger LOG = LoggerFactory.getLogger(Chronicle.class);

    private final Ticker ticker;
    private final Instant startedAt;
    private long begunNanos;
    private long revision;
    private Instant revisionAt;
    private Duration lastApply = Duration.ZERO;

    Chronicle(Ticker ticker) {
        this.ticker = ticker;
        startedAt = ticker.now();
        revisionAt = startedAt;
    }

    /** Something came that may end in a change. */
    void begin() {
        begunNanos = ticker.nanos();
    }

    /** The data plane has taken {@code plan} in and is as {@code desired} wants it. */
    void record(DesiredState desired, Plan plan) {
        if (!plan.isEmpty()) {
            lastApply = Duration.ofNanos(ticker.nanos() - begunNanos);
        }
        if (desired.revision() != revision) {
            revision = desired.revision();
            revisionAt = ticker.now();
            log(plan, Level.INFO);
        } else if (!plan.isEmpty()) {
            log(plan, isRoutine(plan) ? Level.DEBUG : Level.INFO);
        }
    }

    /** An agent may set weights every second, and a slow start steps as often. */
    private static boolean isRoutine(Plan plan) {
        return plan.changes().stream().allMatch(Change.ChangeWeight.class::isInstance);
    }

    private void log(Plan plan, Level level) {
        int changes = plan.changes().size();
        LOG.atLevel(level).log("revision {}: {} changes in {} ms", revision, changes, lastApply.toMillis());
        for (Change change : plan.changes()) {
            LOG.debug("{}", change);
        }
    }

    Instant startedAt() {
        return startedAt;
    }

    /** The revision in force; 0 before the first. */
    long revision() {
        return revision;
    }

    Instant revisionAt() {
        return revisionAt;
    }

    Duration lastApply() {
        return lastApply;
    }
}
