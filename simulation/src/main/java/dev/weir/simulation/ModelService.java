package dev.weir.simulation;

import dev.weir.model.RealServer;
import dev.weir.model.Scheduler;
import dev.weir.model.ServerRole;
import dev.weir.model.ServiceFlag;
import dev.weir.model.ServiceOptions;
import dev.weir.model.VirtualService;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A virtual service that schedules flows without a packet: scheduler, thresholds, persistence, overflow and sorry
 * server and the limit of connections, as the packet path has them. Limits for clients are not in it, for they ask for
 * a clock; every flow is an active connection. Owned by the thread that simulates.
 */
final class ModelService {
    private final Pool pool;
    private final Picking picking;
    private final FlowHash hash;
    private final @Nullable LongIntMap templates;
    private final int limit;
    private final int overflow;
    private final int sorry;
    private final boolean anyWilling;

    ModelService(VirtualService service, long seed) {
        int[] slots = SchedulerTable.slots(service, seed);
        this.pool = new Pool(service.servers());
        this.hash = new FlowHash(service, seed);
        this.picking = picking(service, pool, hash, slots);
        this.templates = service.options().persistence().isPresent() ? new LongIntMap() : null;
        this.limit = service.options().limits().connections();
        this.overflow = withRole(service.servers(), ServerRole.OVERFLOW);
        this.sorry = withRole(service.servers(), ServerRole.SORRY);
        this.anyWilling = slots.length > 0;
    }

    /** The scheduler of a service, on a pool of its servers. */
    static Picking picking(VirtualService service, Pool pool, FlowHash hash, int[] places) {
        Slots slots = new Slots(pool, places);
        ServiceOptions options = service.options();
        boolean fallsBack = options.has(ServiceFlag.FALLBACK);
        Scheduler scheduler = service.scheduler();
        return switch (scheduler) {
            case RR, WRR -> new PickByTurn(slots);
            case SH -> new PickByHash(pool, slots, hash::clientHash, fallsBack);
            case MH ->
                options.boundedLoad() == 0
                        ? new PickByHash(pool, slots, hash::clientHash, fallsBack)
                        : new PickWithinBound(pool, slots, hash::clientHash, options.boundedLoad());
            case DH -> new PickByHash(pool, slots, hash::destinationHash, fallsBack);
            case LC, WLC, SED, NQ, FO, OVF -> new PickLeast(pool, places, scheduler);
            case TWOS, LEAST_LATENCY -> new PickOfTwo(pool, slots, scheduler);
            case LBLC, LBLCR -> new PickByLocality(pool, places, hash::destination, scheduler);
        };
    }

    private static int withRole(List<RealServer> servers, ServerRole role) {
        return IntStream.range(0, servers.size())
                .filter(i -> servers.get(i).role() == role)
                .findFirst()
                .orElse(Pool.NONE);
    }

    /** The server that gets {@code flow}, which is there until {@link #end}; {@link Pool#NONE} if it is refused. */
    int begin(Flow flow) {
        if (limit != 0 && pool.held() >= limit) {
            return Pool.NONE;
        }
        int server = templates == null ? anyServer(flow) : persistentServer(templates, flow);
        if (server != Pool.NONE) {
            pool.arrive(server);
            picking.changed(server);
        }
        return server;
    }

    /** A flow at {@code server} has ended. */
    void end(int server) {
        pool.leave(server);
        picking.changed(server);
    }

    /** A client's server takes its flows or refuses them, if it is full; overflow and sorry servers bind nobody. */
    private int persistentServer(LongIntMap bound, Flow flow) {
        long client = hash.persistentClient(flow);
        int server = bound.get(client);
        if (server != LongIntMap.ABSENT) {
            return pool.takesNew(server) ? server : Pool.NONE;
        }
        int chosen = picking.choose(flow);
        if (chosen != Pool.NONE) {
            bound.put(client, chosen);
            return chosen;
        }
        return lastResort();
    }

    private int anyServer(Flow flow) {
        int chosen = picking.choose(flow);
        return chosen != Pool.NONE ? chosen : lastResort();
    }

    /** With all regular servers full the overflow server comes before the sorry server; with none willing, after it. */
    private int lastResort() {
        int first = anyWilling ? overflow : sorry;
        int second = anyWilling ? sorry : overflow;
        if (first != Pool.NONE && pool.takesNew(first)) {
            return first;
        }
        return second != Pool.NONE && pool.takesNew(second) ? second : Pool.NONE;
    }
}
