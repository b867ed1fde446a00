package dev.weir.scheduling.choice;

import dev.weir.model.Scheduler;
import dev.weir.model.ServiceFlag;
import dev.weir.model.ServiceOptions;
import java.util.List;
import java.util.OptionalInt;

/**
 * A service's way to pick the server of a new connection out of its slots, as the packet path does it.
 *
 * <pre>{@code
 * int[] slots = SlotScheduler.of(Scheduler.WLC, secret).slots(pool);
 * Choice choice = Choice.of(Scheduler.WLC, ServiceOptions.DEFAULT, slots);
 * OptionalInt server = choice.choose(Arrival.ANY, loads);     // an index into pool, as into loads
 * }</pre>
 *
 * <p>It keeps what the packet path keeps: whose turn is next, and where destinations went. One thread uses it.
 *
 * <p>The schedulers are those of the Linux kernel's IPVS ({@code net/netfilter/ipvs/ip_vs_*.c}); each class here names
 * its source. Where the kernel walks its list of servers, these walk the slots.
 */
public sealed interface Choice
        permits BetterOfTwo,
                ByHash,
                ByLocality,
                ByReplicatedLocality,
                ByTurn,
                FirstIdle,
                FirstInOrder,
                Least,
                WithinBound {

    /**
     * Picks a server, as if the connection were recorded then.
     *
     * @param loads of all the pool's servers, in the order that the slots' indexes mean
     * @return index of the server; none if there is none that will do
     */
    OptionalInt choose(Arrival arrival, List<Load> loads);

    /**
     * The choice of a service.
     *
     * @param options of which flags and the bounded load matter
     * @param table slots for that scheduler, by {@link dev.weir.scheduling.SlotScheduler}
     */
    static Choice of(Scheduler scheduler, ServiceOptions options, int[] table) {
        Slots slots = new Slots(table);
        boolean fallsBack = options.has(ServiceFlag.FALLBACK);
        return switch (scheduler) {
            case RR, WRR -> new ByTurn(slots);
            case SH, DH -> new ByHash(slots, fallsBack);
            case MH ->
                options.boundedLoad() > 0
                        ? new WithinBound(slots, options.boundedLoad())
                        : new ByHash(slots, fallsBack);
            case LC -> Least.connections(slots);
            case WLC -> Least.connectionsForPull(slots);
            case SED -> Least.delay(slots);
            case NQ -> new FirstIdle(slots);
            case FO -> FirstInOrder.available(slots);
            case OVF -> FirstInOrder.withRoom(slots);
            case TWOS -> BetterOfTwo.lighter(slots);
            case LEAST_LATENCY -> BetterOfTwo.sooner(slots);
            case LBLC -> new ByLocality(slots);
            case LBLCR -> new ByReplicatedLocality(slots);
        };
    }
}
