package dev.weir.dataplane.kernel;

import dev.weir.dataplane.DataPlaneException;
import dev.weir.model.Endpoint;
import dev.weir.model.ForwardingMethod;
import dev.weir.model.NextHop;
import dev.weir.model.RealServer;
import dev.weir.model.Scheduler;
import dev.weir.model.ServiceFlag;
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
    private final ServerPlaces places;
    private final TreeMap<Endpoint, HeldServer> servers = new TreeMap<>();
    private final Map<Endpoint, HeldServer> joining = new HashMap<>();
    private final Map<Endpoint, HeldServer> leaving = new HashMap<>();
    private final Map<Endpoint, NextHop> ways = new HashMap<>();
    private Scheduler scheduler;
    private ServiceOptions options;
    private boolean changesRecord;

    /** Of a service that is not held yet. */
    ServiceDraft(
            ServiceKey key, Scheduler scheduler, ForwardingMethod method, ServiceOptions options, ServerPlaces places) {
        this.key = key;
        this.held = null;
        this.scheduler = scheduler;
        this.method = method;
        this.options = options;
        this.places = places;
        this.changesRecord = true;
    }

    /** Of a service as it is held. */
    ServiceDraft(HeldService held, ServerPlaces places) {
        this.key = held.key();
        this.held = held;
        this.scheduler = held.entry().scheduler();
        this.method = held.entry().method();
        this.options = held.entry().options();
        this.places = places;
        servers.putAll(held.servers());
    }

    /** Has the table compared with that in the maps, and written anew if it is another. */
    void recheck() {
        changesRecord = true;
    }

    void setScheduler(Scheduler wanted) {
        changesRecord |= wanted != scheduler;
        scheduler = wanted;
    }

    void setOptions(Scheduler wanted, ServiceOptions wantedOptions) {
        setScheduler(wanted);
        changesRecord |= !wantedOptions.equals(options);
        options = wantedOptions;
    }

    /** Adds a server, or alters it if it is there. */
    void put(RealServer server) {
        if (servers.containsKey(server.endpoint())) {
            alter(server);
            return;
        }
        HeldServer gone = options.has(ServiceFlag.HOLD_GONE) ? leaving.remove(server.endpoint()) : null;
        if (gone != null) {
            servers.put(server.endpoint(), gone.with(server));
        } else {
            HeldServer joined = places.take(key, server);
            joining.put(server.endpoint(), joined);
            servers.put(server.endpoint(), joined);
        }
        changesRecord = true;
    }

    void alter(RealServer server) {
        HeldServer there = require(server.endpoint());
        HeldServer altered = there.with(server);
        servers.put(server.endpoint(), altered);
        joining.replace(server.endpoint(), altered);
        changesRecord |= !there.server().withThresholds(server.thresholds()).equals(server);
    }

    /** Removes a server; nothing happens if there is none. */
    void remove(Endpoint server) {
        HeldServer there = servers.remove(server);
        if (there == null) {
            return;
        }
        ways.remove(server);
        if (joining.remove(server) != null) {
            places.abandon(there);
        } else {
            leaving.put(server, there);
        }
        changesRecord = true;
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
        joining.values().forEach(places::abandon);
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

    ServiceOptions options() {
        return options;
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

    /** Whether new connections are to fall otherwise than by the record that the service has now. */
    boolean changesRecord() {
        return changesRecord;
    }
}
