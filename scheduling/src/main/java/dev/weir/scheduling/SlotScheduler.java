package dev.weir.scheduling;

import dev.weir.model.RealServer;
import dev.weir.model.Scheduler;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Builds the table of slots out of which the packet path picks the server of a new connection.
 *
 * <p>For {@code rr} and {@code wrr} a connection takes the slot after the last one taken, for {@code sh} and
 * {@code mh} the slot that its client's address hashes to. For {@code lc} and {@code wlc} the slots only list
 * the servers, and the packet path weighs them itself (see {@link LeastConnection}).
 */
@FunctionalInterface
public interface SlotScheduler {

    /**
     * The table for a pool.
     *
     * @return slots that hold indexes into {@code servers}; none if no server takes new connections
     */
    int[] slots(List<RealServer> servers);

    /**
     * The builder for a scheduler.
     *
     * @param secret 16 bytes that the cluster's directors share and nobody else knows; keys {@code mh}
     */
    static SlotScheduler of(Scheduler scheduler, byte[] secret) {
        return switch (scheduler) {
            case RR -> RoundRobinRing.EQUAL;
            case WRR, TWOS, LEAST_LATENCY -> RoundRobinRing.WEIGHTED;
            case LC, WLC, SED, NQ, FO, OVF, LBLC, LBLCR ->
                servers -> IntStream.range(0, servers.size())
                        .filter(i -> servers.get(i).weight() > 0)
                        .toArray();
            case SH, DH -> new SourceHashTable();
            case MH -> new MaglevTable(secret);
        };
    }
}
