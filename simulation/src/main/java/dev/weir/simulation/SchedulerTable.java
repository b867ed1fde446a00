package dev.weir.simulation;

import dev.weir.model.Scheduler;
import dev.weir.model.VirtualService;
import dev.weir.scheduling.SlotScheduler;
import java.nio.ByteBuffer;

/** The table that the packet path would choose out of, with places in the service's list of servers in its slots. */
final class SchedulerTable {
    private static final int SECRET_BYTES = 16;

    private SchedulerTable() {}

    static int[] slots(VirtualService service, long seed) {
        return SlotScheduler.of(service.scheduler(), secret(seed)).slots(service.servers());
    }

    /** Whether a flow's slot is decided by a hash, so that tables can be compared. */
    static boolean isHashed(Scheduler scheduler) {
        return switch (scheduler) {
            case SH, MH, DH -> true;
            case RR, WRR, LC, WLC, SED, NQ, FO, OVF, TWOS, LBLC, LBLCR, LEAST_LATENCY -> false;
        };
    }

    /** Whether each flow gets a slot, so that a server's part of the slots is its share of new flows. */
    static boolean decidesShares(Scheduler scheduler) {
        return isHashed(scheduler) || scheduler == Scheduler.RR || scheduler == Scheduler.WRR;
    }

    private static byte[] secret(long seed) {
        long key = Mix.of(seed);
        return ByteBuffer.allocate(SECRET_BYTES)
                .putLong(key)
                .putLong(Mix.of(key))
                .array();
    }
}
