package dev.weir.dataplane.kernel;

import dev.weir.model.Endpoint;
import dev.weir.model.ServiceKey;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A service as it stands in the maps.
 *
 * @param entry what its records say
 * @param servers its servers, ordered by endpoint: every director builds the same tables of them
 */
record HeldService(ServiceKey key, ServiceEntry entry, SortedMap<Endpoint, HeldServer> servers) {
    HeldService {
        servers = Collections.unmodifiableSortedMap(new TreeMap<>(servers));
    }
}
