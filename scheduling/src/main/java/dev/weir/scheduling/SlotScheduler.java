package dev.weir.scheduling;

import dev.weir.model.RealServer;
import dev.weir.model.Scheduler;
import java.util.List;

/**
 * Builds the table of slots out of which the packet path picks the server of a new connection.
 *
 * <p>By turn ({@code rr}, {@code wrr}), by hash ({@code sh}, {@code mh}, {@code dh}) or by lot ({@code twos},
 * {@code least-latency}) a slot is taken, so a server has as many as is its share. The other schedulers' slots
 * list the servers in the order in which the packet path weighs them (see {@link
 * dev.weir.scheduling.choice.Choice}). Quiesced servers have no slot, nor have those that are not regular.
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
            case LC, WLC, SED, NQ, LBLC, LBLCR -> EndpointOrder::ofWilling;
            case FO, OVF -> EndpointOrder::ofWillingByWeight;
            case SH, DH -> new SourceHashTable();
            case MH -> new MaglevTable(secret);
        };
    }
}
