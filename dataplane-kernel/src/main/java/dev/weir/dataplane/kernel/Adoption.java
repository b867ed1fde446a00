package dev.weir.dataplane.kernel;

import dev.weir.dataplane.DataPlaneException;
import dev.weir.dataplane.kernel.PlaceDirectory.Occupant;
import dev.weir.model.Endpoint;
import dev.weir.model.ServiceKey;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Takes over what stands in the maps, from them alone, and finishes what a director that was killed had half done:
 * servers of no service leave, a table that does not fit its servers is written anew, keys of one service come to say
 * the same, addresses of nobody are pruned. Of maps that are new it finds nothing to take over.
 */
final class Adoption {
    private final Tables tables;
    private final Holdings holdings;
    private final PlaceDirectory directory;
    private final Map<ServiceKey, SortedMap<Endpoint, HeldServer>> servers = new HashMap<>();

    private Adoption(Tables tables, Holdings holdings) {
        this.tables = tables;
        this.holdings = holdings;
        this.directory = PlaceDirectory.read(tables);
    }

    /** Fills holdings that are empty. */
    static void adopt(Tables tables, Holdings holdings) {
        new Adoption(tables, holdings).run();
    }

    private void run() {
        for (int place = 1; place <= directory.last(); place++) {
            take(place, directory.at(place));
        }
        directory.services().forEach(this::restore);
        holdings.mend(directory.keys().keySet());
    }

    private void take(int place, Occupant occupant) {
        if (occupant.server().isPresent()) {
            Endpoint endpoint = occupant.server().get().server();
            HeldServer server = new HeldServer(place, tables.loads().read(place, endpoint));
            ServiceKey service = occupant.server().get().service();
            if (serversOf(service).putIfAbsent(endpoint, server) == null) {
                return;
            }
        }
        if (tables.servers().isPresent(place)) {
            tables.servers().remove(place);
        }
        if (occupant.service().isEmpty()) {
            tables.servers().forget(place);
        }
        if (occupant.generation() != 0) {
            holdings.places().restoreFormer(place, occupant.awaited());
        }
    }

    private SortedMap<Endpoint, HeldServer> serversOf(ServiceKey service) {
        return servers.computeIfAbsent(service, _ -> new TreeMap<>());
    }

    private void restore(ServiceKey key, ServiceEntry entry) {
        if (!holdings.restore(new HeldService(key, entry, serversOf(key)), directory.keys())) {
            throw new DataPlaneException("the packet path that runs can't be adopted: the record of " + key
                    + " contradicts another's. It goes on as it is. Run `weir director --detach`, which ends all"
                    + " connections, and start anew.");
        }
    }
}
