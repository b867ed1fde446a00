package dev.weir.dataplane.kernel;

import dev.weir.dataplane.ServerKey;
import dev.weir.dataplane.Statistics;
import dev.weir.dataplane.Statistics.ServerLoad;
import dev.weir.dataplane.Statistics.Traffic;
import dev.weir.dataplane.kernel.PlaceDirectory.Occupant;
import dev.weir.model.ServiceKey;
import java.util.HashMap;
import java.util.Map;

/** One reading of all counters; used once, by one thread. */
final class StatisticsReader {
    private final Tables tables;
    private final CountersTable.Reader counters;
    private final Map<ServiceKey, Traffic> services = new HashMap<>();
    private final Map<ServerKey, ServerLoad> servers = new HashMap<>();

    StatisticsReader(Tables tables) {
        this.tables = tables;
        this.counters = tables.counters().reader();
    }

    Statistics read(EventCounters drops, EventCounters notes, ConnectionReader connections, RuntimeRecord runtime) {
        PlaceDirectory directory = PlaceDirectory.read(tables);
        directory
                .services()
                .forEach((key, entry) -> services.put(key, tables.retired().read(entry.index())));
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
        services.merge(occupant.service().get(), traffic, Traffic::plus);
        occupant.server().ifPresent(server -> servers.put(server, load(place, traffic)));
    }

    private ServerLoad load(int place, Traffic traffic) {
        return new ServerLoad(
                traffic, tables.loads().active(place), tables.loads().inactive(place));
    }
}
