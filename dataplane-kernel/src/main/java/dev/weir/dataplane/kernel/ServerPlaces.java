package dev.weir.dataplane.kernel;

import dev.weir.dataplane.DataPlaneException;
import dev.weir.dataplane.ServerKey;
import dev.weir.model.RealServer;
import dev.weir.model.ServiceKey;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The places of servers in the maps: which have a server, which are free, and at which connections of a server that
 * left wait for its return. Owned by the director's thread.
 *
 * <p>A place is given to another server only when no connection of the last one is left to be counted down there.
 */
final class ServerPlaces {
    private final Tables tables;
    private final PlaceAllocator places;
    private final CountersTable.Reader counters;

    /** Free places whose counters are still part of a service's. */
    private final BitSet former = new BitSet();

    /** Free places at which connections wait for this server. */
    private final Map<Integer, ServerKey> awaited = new HashMap<>();

    private final Map<ServerKey, Integer> placeOfAwaited = new HashMap<>();

    ServerPlaces(Tables tables, int capacity, Duration rest, LongSupplier nanoTime) {
        this.tables = tables;
        this.counters = tables.counters().reader();
        this.places = new PlaceAllocator("servers", 1, capacity, rest, nanoTime, this::isIdle);
    }

    private boolean isIdle(int place) {
        LoadsTable loads = tables.loads();
        return loads.active(place) == 0 && loads.inactive(place) == 0 && loads.templates(place) == 0;
    }

    /**
     * A place for a server that is to join: the one that it had, if connections wait there for it.
     *
     * @throws DataPlaneException if there is none
     */
    HeldServer take(ServiceKey service, RealServer server) {
        Integer had = placeOfAwaited.get(new ServerKey(service, server.endpoint()));
        if (had != null) {
            places.takeBack(had);
            return new HeldServer(had, server);
        }
        int place = places.take();
        forgetAwaited(place);
        return new HeldServer(place, server);
    }

    /** Takes back the place of a server that will not join. */
    void abandon(HeldServer server) {
        if (awaited.containsKey(server.place()) || former.get(server.place())) {
            places.giveBack(server.place());
        } else {
            places.giveBackUnused(server.place());
        }
    }

    /** Takes over a place whose server stands in the maps. */
    void restore(HeldServer server) {
        places.reserve(server.place());
    }

    /** Takes over a place whose server has left: it rests from now on. */
    void restoreFormer(int place, Optional<ServerKey> waitedFor) {
        places.reserve(place);
        places.giveBack(place);
        former.set(place, tables.servers().isCounted(place));
        waitedFor.ifPresent(key -> await(place, key));
    }

    private void await(int place, ServerKey key) {
        awaited.put(place, key);
        placeOfAwaited.put(key, place);
    }

    private void forgetAwaited(int place) {
        ServerKey key = awaited.remove(place);
        if (key != null) {
            placeOfAwaited.remove(key);
        }
    }

    /** Writes a server to the place that was taken for it. */
    void join(ServiceEntry entry, HeldServer server) {
        int place = server.place();
        if (awaited.containsKey(place)) {
            forgetAwaited(place);
            former.clear(place);
            tables.servers().putBack(place);
            return;
        }
        if (tables.servers().generation(place) != 0) {
            retire(place);
            tables.counters().clear(place);
            tables.loads().clear(place);
        }
        long method = tables.numbers().of(entry.method());
        tables.servers().put(place, entry.index(), method, server.server().endpoint());
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

    /** Takes a server away, and its connections with it. */
    void leave(HeldServer server) {
        tables.servers().remove(server.place());
        free(server);
    }

    /** Takes a server away; its connections wait for its return. */
    void leaveAwaited(ServiceKey service, HeldServer server) {
        tables.servers().hold(server.place());
        await(server.place(), new ServerKey(service, server.server().endpoint()));
        free(server);
    }

    private void free(HeldServer server) {
        former.set(server.place());
        places.giveBack(server.place());
    }

    /** Has no connection of a service wait any longer. */
    void stopAwaiting(ServiceKey service) {
        awaited.entrySet().stream()
                .filter(entry -> entry.getValue().service().equals(service))
                .map(Map.Entry::getKey)
                .toList()
                .forEach(place -> {
                    tables.servers().remove(place);
                    forgetAwaited(place);
                });
    }

    /** What servers that have left this service counted is nobody's any more. */
    void forgetFormer(int serviceIndex) {
        for (int place = former.nextSetBit(0); place >= 0; place = former.nextSetBit(place + 1)) {
            if (tables.servers().service(place) == serviceIndex) {
                forget(place);
            }
        }
    }
}
