package dev.weir.dataplane.kernel;

import dev.weir.dataplane.DataPlaneException;
import dev.weir.dataplane.kernel.ServiceEntry.Table;
import dev.weir.dataplane.kernel.ServicesTable.Standing;
import dev.weir.model.Endpoint;
import dev.weir.model.ForwardingMethod;
import dev.weir.model.IpAddress;
import dev.weir.model.Limits;
import dev.weir.model.Match;
import dev.weir.model.NextHop;
import dev.weir.model.Scheduler;
import dev.weir.model.ServiceFlag;
import dev.weir.model.ServiceKey;
import dev.weir.model.ServiceOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The services that the packet path holds, with the places and slots they take; keeps the maps in step. Owned by the
 * director's thread.
 *
 * <p>A change makes before it breaks. New servers are written to free places, then the ways to servers, then their
 * weights; then the new table to free slots; then the service's records are replaced under all its keys, each of which
 * is when packets see the change; and only then are keys, leaving servers and the old table given up. Servers' places
 * and tables rest for {@link #REST} before they are used again.
 */
final class Holdings {
    /** A packet is on its way through the packet path for microseconds; this is far beyond. */
    static final Duration REST = Duration.ofSeconds(2);

    private final Tables tables;
    private final AddressRoles roles;
    private final FeatureFlags features;
    private final KeyClaims keys;
    private final ServiceTables serviceTables;
    private final ServerPlaces places;
    private final PlaceAllocator indexes;
    private final Map<ServiceKey, HeldService> services = new HashMap<>();

    /** Services that another took a key from. */
    private final Set<ServiceKey> losers = new LinkedHashSet<>();

    Holdings(
            Tables tables,
            AddressRoles roles,
            FeatureFlags features,
            KernelPlaneOptions options,
            LongSupplier nanoTime) {
        this.tables = tables;
        this.roles = roles;
        this.features = features;
        this.keys = new KeyClaims(tables.services());
        this.serviceTables = new ServiceTables(tables, options, REST, nanoTime);
        this.places = new ServerPlaces(tables, options.capacity().servers(), REST, nanoTime);
        this.indexes = new PlaceAllocator(
                "services", 0, options.capacity().services(), Duration.ZERO, nanoTime, tables.states()::isIdle);
    }

    Optional<HeldService> find(ServiceKey key) {
        return Optional.ofNullable(services.get(key));
    }

    ServiceDraft begin(ServiceKey key, Scheduler scheduler, ForwardingMethod method, ServiceOptions options) {
        return new ServiceDraft(key, scheduler, method, options, places);
    }

    ServiceDraft draft(HeldService held) {
        return new ServiceDraft(held, places);
    }

    ServerPlaces places() {
        return places;
    }

    /**
     * Takes over a service that stands in the maps.
     *
     * @param standing every key that stands in the maps, with its record
     * @return false if its index or its slots are another's already
     */
    boolean restore(HeldService held, Map<MatchKey, Standing> standing) {
        ServiceEntry entry = held.entry();
        if (!indexes.reserve(entry.index()) || !serviceTables.reserve(entry.table())) {
            return false;
        }
        held.servers().values().forEach(places::restore);
        keys.restore(held.key(), entry, standing);
        roles.restore(held);
        features.restore(held.key(), entry);
        services.put(held.key(), held);
        return true;
    }

    /** Writes anew what does not fit what was restored: tables that miss their servers, keys and roles of nobody. */
    void mend(Set<MatchKey> standing) {
        keys.prune(standing);
        roles.settle();
        features.settle();
        for (HeldService held : new ArrayList<>(services.values())) {
            ServiceDraft draft = draft(held);
            draft.recheck();
            commit(draft);
        }
    }

    /**
     * Writes what a draft changes, and nothing else.
     *
     * @throws DataPlaneException if something is full; then nothing was written
     */
    void commit(ServiceDraft draft) {
        ServiceEntry entry = prepareEntry(draft);
        HeldService now = new HeldService(draft.key(), entry, draft.servers());
        roles.add(now);
        draft.joining().values().forEach(server -> places.join(entry, server));
        draft.ways().forEach((endpoint, way) -> reach(placeOf(draft, endpoint), way));
        draft.servers().values().forEach(server -> write(entry, server));
        if (draft.held().isEmpty()) {
            tables.retired().clear(entry.index());
            tables.states().clear(entry.index());
        }
        writeState(entry);
        publish(draft, now);
        draft.leaving().values().forEach(server -> leave(now, server));
        if (!entry.options().has(ServiceFlag.HOLD_GONE)) {
            places.stopAwaiting(draft.key());
        }
        draft.held().ifPresent(roles::remove);
        services.put(draft.key(), now);
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
                    .map(held -> draft.changesRecord() || opensWay(draft) ? changedEntry(held, draft) : held.entry())
                    .orElseGet(() -> newEntry(draft));
        } catch (DataPlaneException e) {
            draft.abandon();
            throw e;
        }
    }

    private ServiceEntry changedEntry(HeldService held, ServiceDraft draft) {
        ServiceEntry before = held.entry();
        keys.requireRoom(draft.key(), before.withOptions(draft.options()));
        return serviceTables.build(draft, before.index(), before.table());
    }

    private ServiceEntry newEntry(ServiceDraft draft) {
        int index = indexes.take();
        try {
            ServiceEntry entry = serviceTables.build(draft, index, Table.NONE);
            keys.requireRoom(draft.key(), entry);
            return entry;
        } catch (DataPlaneException e) {
            indexes.giveBackUnused(index);
            throw e;
        }
    }

    /** Whether a server becomes reachable, and so takes new connections from now on. */
    private boolean opensWay(ServiceDraft draft) {
        return draft.ways().keySet().stream()
                .anyMatch(endpoint -> !tables.servers().isReachable(placeOf(draft, endpoint)));
    }

    /** A way that is known already is not written again: packets would be dropped for a moment. */
    private void reach(int place, NextHop way) {
        if (!tables.servers().way(place).equals(Optional.of(way))) {
            tables.servers().reach(place, way);
        }
    }

    private void write(ServiceEntry entry, HeldServer server) {
        tables.loads().put(server.place(), server.server());
        tables.servers().setTimed(server.place(), entry.scheduler() == Scheduler.LEAST_LATENCY);
        tables.servers()
                .setEncapsulation(server.place(), entry.options().delivery().encapsulation());
    }

    /** What the sweep needs to know. Clients that were counted are counted down even when they are limited no more. */
    private void writeState(ServiceEntry entry) {
        long ticks = entry.options()
                .persistence()
                .map(persistence -> tables.numbers().ticks(persistence.timeout()))
                .orElse(0L);
        tables.states().setPersistence(entry.index(), ticks);
        Limits limits = entry.options().limits();
        if (limits.clientConnections() > 0 || limits.clientRate() > 0) {
            tables.states().setCountsClients(entry.index(), true);
        }
    }

    /** Replaces the service's records, if they are others, and gives the old table and old keys up. */
    private void publish(ServiceDraft draft, HeldService now) {
        if (draft.held().isEmpty()) {
            features.add(now.key(), now.entry());
            losers.addAll(keys.publish(now.key(), now.entry()));
            return;
        }
        ServiceEntry before = draft.held().get().entry();
        if (now.entry().equals(before)) {
            return;
        }
        features.add(now.key(), now.entry());
        losers.addAll(keys.publish(now.key(), now.entry()));
        keys.withdraw(now.key(), before, now.entry());
        features.remove(now.key(), before);
        if (!now.entry().table().equals(before.table())) {
            serviceTables.giveBack(before.table());
        }
    }

    private void leave(HeldService service, HeldServer server) {
        if (service.entry().options().has(ServiceFlag.HOLD_GONE)) {
            places.leaveAwaited(service.key(), server);
        } else {
            places.leave(server);
        }
    }

    /**
     * Sees to it that what is held is what stands in the maps, after a plan or a part of one: a match that another
     * service took is its alone, and a service whose own key was taken ends.
     */
    void settle() {
        List<ServiceKey> all = List.copyOf(losers);
        losers.clear();
        all.stream().map(services::get).filter(Objects::nonNull).forEach(this::giveUpWhatWasTaken);
    }

    private void giveUpWhatWasTaken(HeldService held) {
        List<Match> matches = held.entry().matches(held.key());
        List<Match> kept =
                matches.stream().filter(match -> keys.has(held.key(), match)).toList();
        if (!kept.contains(matches.getFirst())) {
            remove(held.key());
        } else if (kept.size() < matches.size()) {
            Match[] others = kept.stream().skip(1).toArray(Match[]::new);
            ServiceDraft draft = draft(held);
            draft.setOptions(held.entry().scheduler(), held.entry().options().withAlso(others));
            commit(draft);
        }
    }

    /** Makes these the director's own addresses, and no others. */
    void setOwnAddresses(Set<IpAddress> addresses) {
        roles.setOwn(addresses);
    }

    /** Removes a service with its servers; nothing happens if there is none. */
    void remove(ServiceKey key) {
        HeldService gone = services.remove(key);
        if (gone == null) {
            return;
        }
        ServiceEntry entry = gone.entry();
        keys.withdrawAll(key, entry);
        tables.states().setPersistence(entry.index(), 0);
        gone.servers().values().forEach(places::leave);
        places.stopAwaiting(key);
        places.forgetFormer(entry.index());
        roles.remove(gone);
        features.remove(key, entry);
        serviceTables.giveBack(entry.table());
        indexes.giveBack(entry.index());
    }
}
