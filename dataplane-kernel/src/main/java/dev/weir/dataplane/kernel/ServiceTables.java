package dev.weir.dataplane.kernel;

import dev.weir.dataplane.DataPlaneException;
import dev.weir.dataplane.kernel.ServiceEntry.LastResorts;
import dev.weir.dataplane.kernel.ServiceEntry.Table;
import dev.weir.model.Endpoint;
import dev.weir.model.RealServer;
import dev.weir.model.ServerRole;
import dev.weir.scheduling.SlotScheduler;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The tables of all services in the map {@code scheduler_slots}, and what else of a service's record follows from its
 * servers. Owned by the director's thread.
 */
final class ServiceTables {
    private final Tables tables;
    private final byte[] secret;
    private final SlotAllocator slots;

    ServiceTables(Tables tables, KernelPlaneOptions options, Duration rest, LongSupplier nanoTime) {
        this.tables = tables;
        this.secret = options.hashSecret();
        this.slots = new SlotAllocator(options.capacity().schedulerSlots(), rest, nanoTime);
    }

    /** Takes over a table that stands in the map; false if a part of it is another's. */
    boolean reserve(Table table) {
        return slots.reserve(table.base(), table.slots());
    }

    void giveBack(Table table) {
        slots.giveBack(table.base(), table.slots());
    }

    /**
     * The record that a draft asks for, its table written already: beside the one that is in force, or that itself if
     * it would be the same.
     *
     * @param inForce the table that new connections take now
     * @throws DataPlaneException if there is no room for the table
     */
    ServiceEntry build(ServiceDraft draft, int index, Table inForce) {
        List<HeldServer> servers = draft.servers().entrySet().stream()
                .map(server -> isReachable(draft, server) ? server.getValue() : quiesced(server.getValue()))
                .toList();
        return new ServiceEntry(
                index,
                write(slotsOf(draft, servers), inForce),
                new LastResorts(placeOf(servers, ServerRole.OVERFLOW), placeOf(servers, ServerRole.SORRY)),
                draft.options().boundedLoad() == 0 ? 0 : totalPull(servers),
                draft.scheduler(),
                draft.method(),
                draft.options());
    }

    private boolean isReachable(ServiceDraft draft, Map.Entry<Endpoint, HeldServer> server) {
        return draft.ways().containsKey(server.getKey())
                || tables.servers().isReachable(server.getValue().place());
    }

    /** What a server is to its service's table while it is not reachable: one that takes nothing new, but counts. */
    private static HeldServer quiesced(HeldServer server) {
        return new HeldServer(server.place(), server.server().withWeight(0));
    }

    /** The servers' places in the order of the scheduler's slots. */
    private int[] slotsOf(ServiceDraft draft, List<HeldServer> held) {
        List<RealServer> pool = held.stream().map(HeldServer::server).toList();
        return Arrays.stream(SlotScheduler.of(draft.scheduler(), secret).slots(pool))
                .map(chosen -> held.get(chosen).place())
                .toArray();
    }

    private Table write(int[] places, Table inForce) {
        if (inForce.slots() == places.length && tables.slots().holds(inForce.base(), places)) {
            return inForce;
        }
        int base = slots.take(places.length);
        tables.slots().write(base, places);
        return new Table(base, places.length);
    }

    private static int placeOf(List<HeldServer> servers, ServerRole role) {
        return servers.stream()
                .filter(held -> held.server().role() == role && held.server().weight() > 0)
                .mapToInt(HeldServer::place)
                .findFirst()
                .orElse(0);
    }

    private static long totalPull(List<HeldServer> servers) {
        return servers.stream()
                .map(HeldServer::server)
                .filter(RealServer::isRegular)
                .mapToLong(RealServer::pull)
                .sum();
    }
}
