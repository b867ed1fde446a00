package dev.weir.scheduling.choice;

import dev.weir.model.RealServer;
import java.time.Duration;

/**
 * What a choice knows of a server.
 *
 * @param weight as the operator gave it, 0 to 65,535
 * @param pull weight times ramp (see {@link RealServer#pull}); 0: nothing new goes to it
 * @param active active connections, 0 to 2^32-1
 * @param inactive the others, 0 to 2^32-1
 * @param full whether it has been at its upper threshold and is not below its lower one yet
 * @param latencyMicros how long its handshakes take, smoothed; 0: none was seen
 * @param unmeasured how long ago one was seen last
 */
public record Load(
        int weight, int pull, long active, long inactive, boolean full, long latencyMicros, Duration unmeasured) {
    /** An active connection is as heavy as so many inactive ones ({@code ip_vs_dest_conn_overhead}, ip_vs.h). */
    static final int ACTIVE_WEIGHT = 256;

    private static final Duration LATENCY_HALVES = Duration.ofSeconds(10);

    /** Of a server that is not full, and whose handshakes were not seen. */
    public Load(int weight, int pull, long active, long inactive) {
        this(weight, pull, active, inactive, false, 0, Duration.ZERO);
    }

    /** The same of a server with so many connections. */
    public static Load of(RealServer server, long active, long inactive) {
        return new Load(server.weight(), server.pull(), active, inactive);
    }

    public Load withFull(boolean isFull) {
        return new Load(weight, pull, active, inactive, isFull, latencyMicros, unmeasured);
    }

    public Load withLatency(long micros, Duration ago) {
        return new Load(weight, pull, active, inactive, full, micros, ago);
    }

    boolean takesNew() {
        return pull > 0 && !full;
    }

    long connections() {
        return active + inactive;
    }

    long overhead() {
        return active * ACTIVE_WEIGHT + inactive;
    }

    /** Whether overhead/pull is less than the other's; the products fit in 63 bits. */
    boolean isLighterThan(Load other) {
        return overhead() * other.pull < other.overhead() * pull;
    }

    /** How long one connection more is to wait, as far as is known; what was seen long ago counts less and less. */
    long expectedWaitMicros() {
        long halvings = Math.min(Long.SIZE - 1, unmeasured.dividedBy(LATENCY_HALVES));
        return (latencyMicros >> halvings) * (active + 1);
    }
}
