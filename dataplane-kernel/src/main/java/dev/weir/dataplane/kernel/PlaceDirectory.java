package dev.weir.dataplane.kernel;

import dev.weir.dataplane.ServerKey;
import dev.weir.model.ServiceKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which server of which service stands at each place, as the maps say at one moment. Immutable; read by any thread. */
final class PlaceDirectory {
    private final Map<ServiceKey, ServiceEntry> services;
    private final Map<Integer, ServiceKey> byIndex = new HashMap<>();

    /** By place, from 0; those behind the last one that ever had a server are left out. */
    private final List<Occupant> occupants = new ArrayList<>();

    /**
     * What stands at a place.
     *
     * @param service whose counters the place's are part of; none if it is nobody's
     * @param server the server; none if it has left, or no service has its index
     * @param generation of the place
     */
    record Occupant(Optional<ServiceKey> service, Optional<ServerKey> server, int generation) {
        static final Occupant NOBODY = new Occupant(Optional.empty(), Optional.empty(), 0);
    }

    private PlaceDirectory(Tables tables) {
        services = tables.services().readAll();
        services.forEach((key, entry) -> byIndex.put(entry.index(), key));
        int end = tables.servers().capacity();
        while (end > 0 && tables.servers().generation(end) == 0) {
            end--;
        }
        for (int place = 0; place <= end; place++) {
            occupants.add(occupant(tables.servers(), place));
        }
    }

    static PlaceDirectory read(Tables tables) {
        return new PlaceDirectory(tables);
    }

    private Occupant occupant(ServersTable servers, int place) {
        if (servers.generation(place) == 0) {
            return Occupant.NOBODY;
        }
        Optional<ServiceKey> service =
                servers.isCounted(place) ? Optional.ofNullable(byIndex.get(servers.service(place))) : Optional.empty();
        Optional<ServerKey> server = servers.isPresent(place)
                ? service.map(key -> new ServerKey(key, servers.endpoint(place)))
                : Optional.empty();
        return new Occupant(service, server, servers.generation(place));
    }

    Map<ServiceKey, ServiceEntry> services() {
        return services;
    }

    /** Places are those from 1 to this. */
    int last() {
        return occupants.size() - 1;
    }

    Occupant at(int place) {
        return place < occupants.size() ? occupants.get(place) : Occupant.NOBODY;
    }
}
