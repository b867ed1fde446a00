package dev.weir.director;

import dev.weir.dataplane.ServerKey;
import dev.weir.director.DirectorStatus.InterfaceState;
import dev.weir.director.DirectorStatus.UnresolvedServer;
import dev.weir.model.DesiredState;
import dev.weir.model.IpAddress;
import dev.weir.model.NextHop;
import dev.weir.model.RealServer;
import dev.weir.model.VirtualService;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The ways to the real servers, remembered so that a change of one server asks for one way only. Owned by
 * the director's thread.
 */
final class Ways {
    private final Network network;
    private final Map<IpAddress, Way> known = new HashMap<>();
    private List<InterfaceState> interfaces = List.of();
    private boolean stale = true;

    Ways(Network network) {
        this.network = network;
    }

    /**
     * Looks at the ways to the servers of {@code wanted}: of those that are new, or of all after
     * {@link #forget}. Has the neighbours on them kept fresh.
     */
    void look(DesiredState wanted) {
        Set<IpAddress> servers = servers(wanted);
        Set<IpAddress> unseen = new HashSet<>(servers);
        if (!stale) {
            unseen.removeAll(known.keySet());
        }
        List<String> names = wanted.settings().interfaces();
        if (!stale && unseen.isEmpty() && known.size() == servers.size() && names.equals(names(interfaces))) {
            return;
        }
        interfaces = network.interfaces(names);
        known.putAll(network.ways(unseen));
        known.keySet().retainAll(servers);
        network.keepResolved(servers);
        stale = false;
    }

    private static List<String> names(List<InterfaceState> interfaces) {
        return interfaces.stream().map(InterfaceState::name).toList();
    }

    /** Doubts what is remembered: the next look asks for every way. */
    void forget() {
        stale = true;
    }

    /** The next hop of each server of {@code wanted} whose way is known. */
    Map<ServerKey, NextHop> to(DesiredState wanted) {
        return nextHops(wanted, known);
    }

    /** What {@link #to} would say after a {@link #look}; remembers nothing and changes nothing. */
    Map<ServerKey, NextHop> preview(DesiredState wanted) {
        Map<IpAddress, Way> all = new HashMap<>(known);
        Set<IpAddress> fresh = servers(wanted);
        fresh.removeAll(known.keySet());
        if (!fresh.isEmpty()) {
            all.putAll(network.ways(fresh));
        }
        return nextHops(wanted, all);
    }

    private static Map<ServerKey, NextHop> nextHops(DesiredState wanted, Map<IpAddress, Way> ways) {
        Map<ServerKey, NextHop> nextHops = new HashMap<>();
        for (VirtualService service : wanted.services()) {
            for (RealServer server : service.servers()) {
                if (ways.get(server.endpoint().address()) instanceof Way.Known(NextHop hop)) {
                    nextHops.put(new ServerKey(service.key(), server.endpoint()), hop);
                }
            }
        }
        return nextHops;
    }

    private static Set<IpAddress> servers(DesiredState wanted) {
        Set<IpAddress> servers = new HashSet<>();
        for (VirtualService service : wanted.services()) {
            for (RealServer server : service.servers()) {
                servers.add(server.endpoint().address());
            }
        }
        return servers;
    }

    /** The director's interfaces as they stood at the last look. */
    List<InterfaceState> interfaces() {
        return interfaces;
    }

    /** The servers whose way isn't known, in order of address. */
    List<UnresolvedServer> unresolved() {
        return known.entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Way.Unknown)
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> new UnresolvedServer(entry.getKey(), ((Way.Unknown) entry.getValue()).reason()))
                .toList();
    }
}
