package dev.weir.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A group of real servers behind one VIP, port and protocol.
 *
 * @param key what it is reached by
 * @param scheduler how a new connection's server is picked
 * @param method how packets reach the servers
 * @param servers its pool, in the operator's order, each endpoint once; may be empty
 */
public record VirtualService(ServiceKey key, Scheduler scheduler, ForwardingMethod method, List<RealServer> servers) {
    public VirtualService {
        servers = List.copyOf(servers);
        Set<Endpoint> seen = new HashSet<>();
        for (RealServer server : servers) {
            requireReachable(key, method, server.endpoint());
            if (!seen.add(server.endpoint())) {
                throw new IllegalArgumentException("server " + server.endpoint() + " stands twice in " + key);
            }
        }
    }

    private static void requireReachable(ServiceKey key, ForwardingMethod method, Endpoint server) {
        if (!method.mapsPorts() && server.port() != key.vip().port()) {
            throw new IllegalArgumentException(
                    "server " + server + " of " + key + ": " + method + " can't map ports, only NAT can");
        }
        boolean sameFamily = server.address().family() == key.vip().address().family();
        if (!sameFamily && !method.crossesFamilies()) {
            throw new IllegalArgumentException(
                    "server " + server + " of " + key + ": " + method + " can't cross address families");
        }
    }

    public VirtualService withServers(List<RealServer> newServers) {
        return new VirtualService(key, scheduler, method, newServers);
    }
}
