package dev.weir.dataplane.kernel;

import dev.weir.dataplane.ServerKey;
import dev.weir.dataplane.Statistics;
import dev.weir.dataplane.Statistics.ServerLoad;
import dev.weir.dataplane.Statistics.ServiceLoad;
import dev.weir.dataplane.Statistics.Traffic;
import dev.weir.dataplane.kernel.PlaceDirectory.Occupant;
import dev.weir.model.ServiceKey;
import java.util.HashMap;
import java.util.Map;

/** One reading of all counters; used once, by one thread. */
final class StatisticsReader {
    private final Tables tables;
    private final CountersTable.Reader counters;
    private final Map<ServiceKey, ServiceLoad> services = new HashMap<>();
    private final Map<ServerKey, ServerLoad> servers = new HashMap<>();

    StatisticsReader(Tables tables) {
        this.tables = tables;
        this.counters = tables.counters().reader();
    }

    Statistics read(EventCounters drops, EventCounters notes, ConnectionReader connections, RuntimeRecord runtime) {
        PlaceDirectory directory = PlaceDirectory.read(tables);
        directory.services().forEach((key, entry) -> services.put(key, load(entry)));
        for (int place = 1; place <= directory.last(); place++) {
            add(place, directory.at(place));
        }
        return new Statistics(
                services, servers, drops.read(), notes.read(), connections.capacity(), runtime.recorded());
    }

    private void add(int place, Occupant occupant) {
        if (occupant.service().isEmpty()) {
            return;
        }
        Traffic traffic = counters.read(place);
        services.computeIfPresent(occupant.service().get(), (_, load) -> plus(load, traffic));
        occupant.server().ifPresent(server -> servers.put(server, load(place, traffic)));
    }

    private ServerLoad load(int place, Traffic traffic) {
        LoadsTable loads = tables.loads();
        return new ServerLoad(
                traffic,
                loads.active(place),
                loads.inactive(place),
                loads.templates(place),
                loads.latency(place),
                loads.isFull(place));
    }

    private ServiceLoad load(ServiceEntry entry) {
        StateTable states = tables.states();
        return new ServiceLoad(
                tables.retired().read(entry.index()),
                states.connections(entry.index()),
                states.templates(entry.index()));
    }

    private static ServiceLoad plus(ServiceLoad load, Traffic traffic) {
        return new ServiceLoad(load.traffic().plus(traffic), load.connections(), load.persistentClients());
    }
}
