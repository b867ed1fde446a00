package dev.weir.director;

import dev.weir.dataplane.Change;
import dev.weir.dataplane.Plan;
import dev.weir.model.DesiredState;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
        } else if (plan.isEmpty()) {
            return;
        }
        log(plan);
    }

    private void log(Plan plan) {
        LOG.info("revision {}: {} changes in {} ms", revision, plan.changes().size(), lastApply.toMillis());
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
