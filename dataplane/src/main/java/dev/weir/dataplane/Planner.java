package dev.weir.dataplane;

import dev.weir.dataplane.Change.AddServer;
import dev.weir.dataplane.Change.AddService;
import dev.weir.dataplane.Change.ChangeOptions;
import dev.weir.dataplane.Change.ChangeScheduler;
import dev.weir.dataplane.Change.ChangeServer;
import dev.weir.dataplane.Change.ChangeWeight;
import dev.weir.dataplane.Change.RemoveServer;
import dev.weir.dataplane.Change.RemoveService;
import dev.weir.dataplane.Change.SetNextHop;
import dev.weir.model.DesiredState;
import dev.weir.model.Endpoint;
import dev.weir.model.NextHop;
import dev.weir.model.RealServer;
import dev.weir.model.ServiceKey;
import dev.weir.model.VirtualService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the changes from what a data plane holds to what is wanted of it: a pure function, linear in the
 * number of servers.
 *
 * <p>What is new is made before what is old is broken. Service by service, in the operator's order: the
 * service, its new servers, the ways to them, weights, the scheduler and options. Then the servers that leave, and the
 * services that end. The one exception is a service whose forwarding method changes: its connections could
 * not go on in the new form, so it is removed and, right after, added anew.
 *
 * <p>The order of the servers within a service has no meaning and is not compared. A way that has become
 * unknown is no change: the last one known stays in use.
 */
public final class Planner {
    private final Map<ServerKey, NextHop> ways;
    private final ObservedState observed;
    private final List<Change> changes = new ArrayList<>();
    private final List<Change> serverRemovals = new ArrayList<>();

    private Planner(Map<ServerKey, NextHop> ways, ObservedState observed) {
        this.ways = ways;
        this.observed = observed;
    }

    /**
     * The changes that turn {@code observed} into {@code desired}.
     *
     * @param ways the next hop of each server to which one is known; those of other servers are ignored
     */
    public static Plan plan(DesiredState desired, Map<ServerKey, NextHop> ways, ObservedState observed) {
        Planner planner = new Planner(ways, observed);
        desired.services().forEach(planner::makeService);
        planner.changes.addAll(planner.serverRemovals);
        planner.removeServicesExcept(desired);
        return planner.changes.isEmpty() ? Plan.NOTHING : new Plan(planner.changes);
    }

    private void makeService(VirtualService wanted) {
        VirtualService held = observed.services().get(wanted.key());
        if (held != null && held.method() == wanted.method()) {
            alterService(held, wanted, observed.nextHops());
            return;
        }
        if (held != null) {
            changes.add(new RemoveService(held.key()));
        }
        changes.add(new AddService(wanted.key(), wanted.scheduler(), wanted.method(), wanted.options()));
        alterService(wanted.withServers(List.of()), wanted, Map.of());
    }

    private void alterService(VirtualService held, VirtualService wanted, Map<ServerKey, NextHop> knownWays) {
        Map<Endpoint, RealServer> heldServers = byEndpoint(held.servers());
        addServers(heldServers, wanted);
        setNextHops(wanted, knownWays);
        changeServers(heldServers, wanted);
        changeService(held, wanted);
        removeServers(heldServers, wanted);
    }

    private void addServers(Map<Endpoint, RealServer> held, VirtualService wanted) {
        for (RealServer server : wanted.servers()) {
            if (!held.containsKey(server.endpoint())) {
                changes.add(new AddServer(wanted.key(), server));
            }
        }
    }

    private void setNextHops(VirtualService wanted, Map<ServerKey, NextHop> knownWays) {
        for (RealServer server : wanted.servers()) {
            ServerKey key = new ServerKey(wanted.key(), server.endpoint());
            NextHop way = ways.get(key);
            if (way != null && !way.equals(knownWays.get(key))) {
                changes.add(new SetNextHop(key, way));
            }
        }
    }

    private void changeServers(Map<Endpoint, RealServer> held, VirtualService wanted) {
        for (RealServer server : wanted.servers()) {
            RealServer before = held.get(server.endpoint());
            if (before != null && !before.equals(server)) {
                boolean isReweighed = before.withWeight(server.weight())
                        .withRamp(server.ramp())
                        .equals(server);
                changes.add(
                        isReweighed ? new ChangeWeight(wanted.key(), server) : new ChangeServer(wanted.key(), server));
            }
        }
    }

    private void changeService(VirtualService held, VirtualService wanted) {
        if (!held.options().equals(wanted.options())) {
            changes.add(new ChangeOptions(wanted.key(), wanted.scheduler(), wanted.options()));
        } else if (held.scheduler() != wanted.scheduler()) {
            changes.add(new ChangeScheduler(wanted.key(), wanted.scheduler()));
        }
    }

    private void removeServers(Map<Endpoint, RealServer> held, VirtualService wanted) {
        Set<Endpoint> leaving = new HashSet<>(held.keySet());
        wanted.servers().forEach(server -> leaving.remove(server.endpoint()));
        leaving.stream()
                .sorted()
                .map(endpoint -> new RemoveServer(new ServerKey(wanted.key(), endpoint)))
                .forEach(serverRemovals::add);
    }

    private void removeServicesExcept(DesiredState desired) {
        Set<ServiceKey> ending = new HashSet<>(observed.services().keySet());
        desired.services().forEach(service -> ending.remove(service.key()));
        ending.stream().sorted().map(RemoveService::new).forEach(changes::add);
    }

    private static Map<Endpoint, RealServer> byEndpoint(List<RealServer> servers) {
        Map<Endpoint, RealServer> byEndpoint = HashMap.newHashMap(servers.size());
        servers.forEach(server -> byEndpoint.put(server.endpoint(), server));
        return byEndpoint;
    }
}
