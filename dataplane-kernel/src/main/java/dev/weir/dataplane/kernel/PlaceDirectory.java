package dev.weir.dataplane.kernel;

import dev.weir.dataplane.ServerKey;
import dev.weir.dataplane.kernel.ServicesTable.Standing;
import dev.weir.model.Persistence;
import dev.weir.model.ServiceKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Which server of which service stands at each place, as the maps say at one moment. Immutable; read by any thread. */
final class PlaceDirectory {
    private final FoundServices found;
    private final Map<ServiceKey, ServiceEntry> services;
    private final Map<Integer, ServiceKey> byIndex = new HashMap<>();

    /** By place, from 0; those behind the last one that ever had a server are left out. */
    private final List<Occupant> occupants = new ArrayList<>();

    /**
     * What stands at a place.
     *
     * @param service whose counters the place's are part of; none if it is nobody's
     * @param server the server; none if it has left, or no service has its index
     * @param awaited the server that has left and whose connections wait for its return
     * @param generation of the place
     */
    record Occupant(
            Optional<ServiceKey> service, Optional<ServerKey> server, Optional<ServerKey> awaited, int generation) {
        static final Occupant NOBODY = new Occupant(Optional.empty(), Optional.empty(), Optional.empty(), 0);
    }

    private PlaceDirectory(Tables tables) {
        found = FoundServices.read(tables.services());
        services = found.services();
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
        Optional<ServerKey> server = service.map(key -> new ServerKey(key, servers.endpoint(place)));
        return new Occupant(
                service,
                server.filter(_ -> servers.isPresent(place)),
                server.filter(_ -> servers.holds(place)),
                servers.generation(place));
    }

    /** Every key of a service, with its record. */
    Map<MatchKey, Standing> keys() {
        return found.standing();
    }

    Map<ServiceKey, ServiceEntry> services() {
        return services;
    }

    /** The service's place in {@code service_state}. */
    int index(ServiceKey service) {
        return Objects.requireNonNull(services.get(service), service::toString).index();
    }

    Optional<Persistence> persistence(ServiceKey service) {
        return Objects.requireNonNull(services.get(service), service::toString)
                .options()
                .persistence();
    }

    /** Places are those from 1 to this. */
    int last() {
        return occupants.size() - 1;
    }

    Occupant at(int place) {
        return place < occupants.size() ? occupants.get(place) : Occupant.NOBODY;
    }
}
