package dev.weir.simulation;

import dev.weir.model.Match;
import dev.weir.model.Scheduler;
import dev.weir.model.Thresholds;
import dev.weir.model.VirtualService;
import dev.weir.simulation.Forecast.Basis;
import dev.weir.simulation.Forecast.Standing;

/** The servers' shares of new flows, in one state of a service. */
final class Shares {
    private final VirtualService service;
    private final SteadyState steady;
    private final Basis basis;
    private final long[] slotsOf;
    private final int slots;

    /** By its table where that decides, else by what became of the flows. */
    Shares(VirtualService service, int[] slots, SteadyState steady) {
        this.service = service;
        this.steady = steady;
        this.slots = slots.length;
        this.basis = slots.length > 0 && isDecidedBySlots(service) ? Basis.SLOTS : Basis.FLOWS;
        this.slotsOf = new long[service.servers().size()];
        for (int server : slots) {
            slotsOf[server]++;
        }
    }

    /** Whether nothing but the table has a say. Where few destinations are hashed, the table alone tells nothing. */
    private static boolean isDecidedBySlots(VirtualService service) {
        boolean isBounded = service.options().boundedLoad() != 0
                || service.options().limits().connections() != 0
                || service.servers().stream()
                        .anyMatch(server -> !server.thresholds().equals(Thresholds.NONE));
        boolean hasFewHashes = service.scheduler() == Scheduler.DH
                && service.matches().stream().noneMatch(Match::isAnyAddress);
        return SchedulerTable.decidesShares(service.scheduler()) && !isBounded && !hasFewHashes;
    }

    Basis basis() {
        return basis;
    }

    /** How the server in this place of the service's list stands. */
    Standing of(int place) {
        double share = basis == Basis.SLOTS ? (double) slotsOf[place] / slots : steady.share(place);
        var server = service.servers().get(place);
        return new Standing(server.role(), server.weight(), share, steady.flowsOf(place));
    }
}
