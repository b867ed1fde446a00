package dev.weir.dataplane.kernel;

import dev.weir.dataplane.DataPlaneException;
import dev.weir.model.Endpoint;
import dev.weir.model.ForwardingMethod;
import dev.weir.model.NextHop;
import dev.weir.model.RealServer;
import dev.weir.model.Scheduler;
import dev.weir.model.ServiceKey;
import dev.weir.model.ServiceOptions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A service as a plan's changes leave it, before any of it is written: its maps are changed once for all of them. Owned
 * by the director's thread.
 */
final class ServiceDraft {
    private final ServiceKey key;
    private final @Nullable HeldService held;
    private final ForwardingMethod method;
    private final PlaceAllocator places;
    private final TreeMap<Endpoint, HeldServer> servers = new TreeMap<>();
    private final Map<Endpoint, HeldServer> joining = new HashMap<>();
    private final Map<Endpoint, HeldServer> leaving = new HashMap<>();
    private final Map<Endpoint, NextHop> ways = new HashMap<>();
    private Scheduler scheduler;
    private boolean changesPool;

    private ServiceDraft(
            ServiceKey key,
            @Nullable HeldService held,
            Scheduler scheduler,
            ForwardingMethod method,
            PlaceAllocator places) {
        this.key = key;
        this.held = held;
        this.scheduler = scheduler;
        this.method = method;
        this.places = places;
        this.changesPool = held == null;
        if (held != null) {
            servers.putAll(held.servers());
        }
    }

    /** Of a service that is not held yet. */
    static ServiceDraft begin(ServiceKey key, Scheduler scheduler, ForwardingMethod method, PlaceAllocator places) {
        return new ServiceDraft(key, null, scheduler, method, places);
    }

    static ServiceDraft of(HeldService held, PlaceAllocator places) {
        return new ServiceDraft(
                held.key(), held, held.entry().scheduler(), held.entry().method(), places);
    }

    /** Has the table compared with that in the maps, and written anew if it is another. */
    void recheck() {
        changesPool = true;
    }

    void setScheduler(Scheduler wanted) {
        changesPool |= wanted != scheduler;
        scheduler = wanted;
    }

    void setOptions(Scheduler wanted, ServiceOptions options) {
        setScheduler(wanted);
        if (!options.equals(ServiceOptions.DEFAULT)) {
            throw new DataPlaneException("options can't be carried out yet");
        }
    }

    /** Adds a server, or sets its weight if it is there. */
    void put(RealServer server) {
        HeldServer there = servers.get(server.endpoint());
        if (there == null) {
            HeldServer joined = new HeldServer(places.take(), server.weight());
            joining.put(server.endpoint(), joined);
            servers.put(server.endpoint(), joined);
            changesPool = true;
        } else {
            alter(server);
        }
    }

    void alter(RealServer server) {
        HeldServer there = require(server.endpoint());
        HeldServer reweighed = there.withWeight(server.weight());
        servers.put(server.endpoint(), reweighed);
        joining.replace(server.endpoint(), reweighed);
        changesPool |= there.weight() != server.weight();
    }

    /** Removes a server; nothing happens if there is none. */
    void remove(Endpoint server) {
        HeldServer there = servers.remove(server);
        if (there == null) {
            return;
        }
        ways.remove(server);
        if (joining.remove(server) != null) {
            places.giveBackUnused(there.place());
        } else {
            leaving.put(server, there);
        }
        changesPool = true;
    }

    void setWay(Endpoint server, NextHop way) {
        require(server);
        ways.put(server, way);
    }

    private HeldServer require(Endpoint server) {
        HeldServer there = servers.get(server);
        if (there == null) {
            throw new DataPlaneException("there is no server " + server + " of " + key);
        }
        return there;
    }

    /** Gives up what was taken for it: it will not be written. */
    void abandon() {
        joining.values().forEach(server -> places.giveBackUnused(server.place()));
    }

    ServiceKey key() {
        return key;
    }

    /** The service as it stands in the maps, if it does. */
    Optional<HeldService> held() {
        return Optional.ofNullable(held);
    }

    ForwardingMethod method() {
        return method;
    }

    Scheduler scheduler() {
        return scheduler;
    }

    SortedMap<Endpoint, HeldServer> servers() {
        return servers;
    }

    Map<Endpoint, HeldServer> joining() {
        return joining;
    }

    Map<Endpoint, HeldServer> leaving() {
        return leaving;
    }

    Map<Endpoint, NextHop> ways() {
        return ways;
    }

    /** Whether new connections fall otherwise on its servers than those it holds now. */
    boolean changesPool() {
        return changesPool;
    }
}
