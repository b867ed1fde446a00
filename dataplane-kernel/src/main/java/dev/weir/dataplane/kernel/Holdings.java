package dev.weir.dataplane.kernel;

import dev.weir.dataplane.DataPlaneException;
import dev.weir.dataplane.kernel.AddressRoles.Role;
import dev.weir.model.Endpoint;
import dev.weir.model.ForwardingMethod;
import dev.weir.model.NextHop;
import dev.weir.model.RealServer;
import dev.weir.model.Scheduler;
import dev.weir.model.ServiceKey;
import dev.weir.scheduling.SlotScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The services that the packet path holds, with the places and slots they take; keeps the maps in step. Owned by the
 * director's thread.
 *
 * <p>A change makes before it breaks. New servers are written to free places, then the ways to servers, then the
 * weights; then the new table to free slots; then the service's record is replaced, which is when packets see the
 * change; and only then are leaving servers and the old table given up. Both rest for {@link #REST} before they
 * are used again.
 */
final class Holdings {
    /** A packet is on its way through the packet path for microseconds; this is far beyond. */
    static final Duration REST = Duration.ofSeconds(2);

    private final Tables tables;
    private final AddressRoles roles;
    private final byte[] secret;
    private final Map<ServiceKey, HeldService> services = new HashMap<>();
    private final PlaceAllocator indexes;
    private final PlaceAllocator places;
    private final SlotAllocator slots;
    private final CountersTable.Reader counters;

    /** Free places whose counters are still part of a service's. */
    private final BitSet former = new BitSet();

    Holdings(Tables tables, AddressRoles roles, KernelPlaneOptions options, LongSupplier nanoTime) {
        this.tables = tables;
        this.roles = roles;
        this.secret = options.hashSecret();
        this.counters = tables.counters().reader();
        this.indexes = new PlaceAllocator("services", 0, options.capacity().services(), Duration.ZERO, nanoTime);
        this.places = new PlaceAllocator("servers", 1, options.capacity().servers(), REST, nanoTime);
        this.slots = new SlotAllocator(options.capacity().schedulerSlots(), REST, nanoTime);
    }

    Optional<HeldService> find(ServiceKey key) {
        return Optional.ofNullable(services.get(key));
    }

    ServiceDraft begin(ServiceKey key, Scheduler scheduler, ForwardingMethod method) {
        return ServiceDraft.begin(key, scheduler, method, places);
    }

    ServiceDraft draft(HeldService held) {
        return ServiceDraft.of(held, places);
    }

    /**
     * Takes over a service that stands in the maps.
     *
     * @return false if its index, its slots or a server's place are another's already
     */
    boolean restore(HeldService held) {
        ServiceEntry entry = held.entry();
        if (!indexes.reserve(entry.index()) || !slots.reserve(entry.slotsBase(), entry.slots())) {
            return false;
        }
        roles.add(held.key().vip().address(), Role.VIP);
        held.servers().forEach((endpoint, server) -> {
            places.reserve(server.place());
            if (entry.method() == ForwardingMethod.NAT) {
                roles.add(endpoint.address(), Role.NAT_SERVER);
            }
        });
        services.put(held.key(), held);
        return true;
    }

    /** Takes over a place whose server has left: it rests from now on. */
    void restoreFormer(int place) {
        places.reserve(place);
        places.giveBack(place);
        former.set(place, tables.servers().isCounted(place));
    }

    /** Writes anew what does not fit what was restored: tables that miss their servers, addresses that nobody has. */
    void mend() {
        for (HeldService held : new ArrayList<>(services.values())) {
            ServiceDraft draft = draft(held);
            draft.recheck();
            commit(draft);
        }
        roles.prune();
    }

    /**
     * Writes what a draft changes, and nothing else.
     *
     * @throws DataPlaneException if something is full; then nothing was written
     */
    void commit(ServiceDraft draft) {
        ServiceEntry entry = prepareEntry(draft);
        draft.joining().forEach((endpoint, server) -> join(entry, endpoint, server));
        draft.ways().forEach((endpoint, way) -> reach(placeOf(draft, endpoint), way));
        draft.servers().values().forEach(this::weigh);
        publish(draft, entry);
        draft.leaving().forEach((endpoint, server) -> leave(draft.method(), endpoint, server));
        services.put(draft.key(), new HeldService(draft.key(), entry, draft.servers()));
    }

    private static int placeOf(ServiceDraft draft, Endpoint endpoint) {
        HeldServer server = draft.servers().get(endpoint);
        if (server == null) {
            throw new IllegalStateException("a way to " + endpoint + ", which is no server of " + draft.key());
        }
        return server.place();
    }

    /** The record to be: with a new table, written already, if new connections are to fall otherwise. */
    private ServiceEntry prepareEntry(ServiceDraft draft) {
        try {
            return draft.held()
                    .map(held -> draft.changesPool() || opensWay(draft) ? withTable(held.entry(), draft) : held.entry())
                    .orElseGet(() -> newEntry(draft));
        } catch (DataPlaneException e) {
            draft.abandon();
            throw e;
        }
    }

    private ServiceEntry newEntry(ServiceDraft draft) {
        int index = indexes.take();
        try {
            return withTable(new ServiceEntry(index, 0, 0, draft.scheduler(), draft.method()), draft);
        } catch (DataPlaneException e) {
            indexes.giveBackUnused(index);
            throw e;
        }
    }

    private ServiceEntry withTable(ServiceEntry entry, ServiceDraft draft) {
        int[] table = table(draft);
        boolean isThere = entry.slots() == table.length && tables.slots().holds(entry.slotsBase(), table);
        int base = isThere ? entry.slotsBase() : slots.take(table.length);
        if (!isThere) {
            tables.slots().write(base, table);
        }
        return new ServiceEntry(entry.index(), base, table.length, draft.scheduler(), draft.method());
    }

    /** Whether a server becomes reachable, and so takes new connections from now on. */
    private boolean opensWay(ServiceDraft draft) {
        return draft.ways().keySet().stream()
                .anyMatch(endpoint -> !tables.servers().isReachable(placeOf(draft, endpoint)));
    }

    private boolean isReachable(ServiceDraft draft, Endpoint endpoint, HeldServer server) {
        boolean isNew = draft.joining().containsKey(endpoint);
        return draft.ways().containsKey(endpoint) || (!isNew && tables.servers().isReachable(server.place()));
    }

    /**
     * The servers' places in the order of the scheduler's slots; a quiesced server has none, nor has one that is
     * not reachable yet.
     */
    private int[] table(ServiceDraft draft) {
        List<RealServer> pool = new ArrayList<>();
        List<HeldServer> held = new ArrayList<>();
        draft.servers().forEach((endpoint, server) -> {
            pool.add(new RealServer(endpoint, isReachable(draft, endpoint, server) ? server.weight() : 0));
            held.add(server);
        });
        int[] chosen = SlotScheduler.of(draft.scheduler(), secret).slots(pool);
        return Arrays.stream(chosen)
                .mapToObj(held::get)
                .filter(server -> server.weight() > 0)
                .mapToInt(HeldServer::place)
                .toArray();
    }

    private void join(ServiceEntry service, Endpoint endpoint, HeldServer server) {
        int place = server.place();
        if (tables.servers().generation(place) != 0) {
            retire(place);
            tables.counters().clear(place);
            tables.loads().clear(place);
        }
        if (service.method() == ForwardingMethod.NAT) {
            roles.add(endpoint.address(), Role.NAT_SERVER);
        }
        tables.servers().put(place, service.index(), tables.numbers().of(service.method()), endpoint);
    }

    /** Adds what the place's last server has counted to what retired servers of its service have. */
    private void retire(int place) {
        if (former.get(place)) {
            tables.retired().add(tables.servers().service(place), counters.read(place));
            forget(place);
        }
    }

    private void forget(int place) {
        tables.servers().forget(place);
        former.clear(place);
    }

    /** A way that is known already is not written again: packets would be dropped for a moment. */
    private void reach(int place, NextHop way) {
        if (!tables.servers().way(place).equals(Optional.of(way))) {
            tables.servers().reach(place, way);
        }
    }

    private void weigh(HeldServer server) {
        if (tables.loads().weight(server.place()) != server.weight()) {
            tables.loads().setWeight(server.place(), server.weight());
        }
    }

    /** Replaces the service's record, if it is another, and gives the old table up. */
    private void publish(ServiceDraft draft, ServiceEntry entry) {
        if (draft.held().isEmpty()) {
            tables.retired().clear(entry.index());
            roles.add(draft.key().vip().address(), Role.VIP);
            tables.services().put(draft.key(), entry);
            return;
        }
        ServiceEntry before = draft.held().get().entry();
        if (!entry.equals(before)) {
            tables.services().put(draft.key(), entry);
        }
        if (entry.slotsBase() != before.slotsBase() || entry.slots() != before.slots()) {
            slots.giveBack(before.slotsBase(), before.slots());
        }
    }

    private void leave(ForwardingMethod method, Endpoint endpoint, HeldServer server) {
        tables.servers().remove(server.place());
        former.set(server.place());
        places.giveBack(server.place());
        if (method == ForwardingMethod.NAT) {
            roles.remove(endpoint.address(), Role.NAT_SERVER);
        }
    }

    /** Removes a service with its servers; nothing happens if there is none. */
    void remove(ServiceKey key) {
        HeldService gone = services.remove(key);
        if (gone == null) {
            return;
        }
        ServiceEntry entry = gone.entry();
        tables.services().remove(key);
        gone.servers().forEach((endpoint, server) -> leave(entry.method(), endpoint, server));
        forgetFormer(entry.index());
        roles.remove(key.vip().address(), Role.VIP);
        slots.giveBack(entry.slotsBase(), entry.slots());
        indexes.giveBack(entry.index());
    }

    private void forgetFormer(int index) {
        for (int place = former.nextSetBit(0); place >= 0; place = former.nextSetBit(place + 1)) {
            if (tables.servers().service(place) == index) {
                forget(place);
            }
        }
    }
}
