package dev.weir.dataplane.kernel;

import dev.weir.dataplane.ObservedState;
import dev.weir.dataplane.ServerKey;
import dev.weir.model.NextHop;
import dev.weir.model.RealServer;
import dev.weir.model.ServiceKey;
import dev.weir.model.VirtualService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads from the maps, and nothing else, what the packet path holds. */
final class Observation {
    private final Tables tables;
    private final Map<ServiceKey, List<RealServer>> servers = new HashMap<>();
    private final Map<ServerKey, NextHop> ways = new HashMap<>();

    private Observation(Tables tables) {
        this.tables = tables;
    }

    static ObservedState read(Tables tables) {
        return new Observation(tables).read();
    }

    private ObservedState read() {
        PlaceDirectory directory = PlaceDirectory.read(tables);
        for (int place = 1; place <= directory.last(); place++) {
            int seen = place;
            directory.at(place).server().ifPresent(server -> add(server, seen));
        }
        Map<ServiceKey, VirtualService> services = new HashMap<>();
        directory.services().forEach((key, entry) -> {
            List<RealServer> pool = servers.getOrDefault(key, List.of());
            services.put(key, new VirtualService(key, entry.scheduler(), entry.method(), pool, entry.options()));
        });
        return new ObservedState(services, ways);
    }

    private void add(ServerKey server, int place) {
        RealServer asked = tables.loads().read(place, server.server());
        servers.computeIfAbsent(server.service(), _ -> new ArrayList<>()).add(asked);
        tables.servers().way(place).ifPresent(way -> ways.put(server, way));
    }
}
