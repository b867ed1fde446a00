package dev.weir.director;

import dev.weir.dataplane.Change;
import dev.weir.dataplane.ObservedState;
import dev.weir.dataplane.Plan;
import dev.weir.dataplane.ServerKey;
import dev.weir.model.Endpoint;
import dev.weir.model.NextHop;
import dev.weir.model.RealServer;
import dev.weir.model.ServiceKey;
import dev.weir.model.VirtualService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a data plane should hold after a plan, reckoned from what it held before: so a change of one server
 * needs no reading back of all the others. Verifying later finds where a plane differs.
 */
final class ExpectedState {
    private final Map<ServiceKey, VirtualService> services;
    private final Map<ServerKey, NextHop> nextHops;

    private ExpectedState(ObservedState before) {
        services = new HashMap<>(before.services());
        nextHops = new HashMap<>(before.nextHops());
    }

    static ObservedState after(ObservedState before, Plan plan) {
        ExpectedState state = new ExpectedState(before);
        plan.changes().forEach(state::make);
        return new ObservedState(state.services, state.nextHops);
    }

    private void make(Change change) {
        switch (change) {
            case Change.AddService(var key, var scheduler, var method, var options) ->
                services.put(key, new VirtualService(key, scheduler, method, List.of(), options));
            case Change.ChangeScheduler(var key, var scheduler) ->
                services.computeIfPresent(key, (k, old) -> old.withScheduler(scheduler));
            case Change.ChangeOptions(var key, var scheduler, var options) ->
                services.computeIfPresent(
                        key, (k, old) -> old.withScheduler(scheduler).withOptions(options));
            case Change.RemoveService(var key) -> removeService(key);
            case Change.AddServer(var key, var server) -> putServer(key, server);
            case Change.ChangeWeight(var key, var server) -> putServer(key, server);
            case Change.ChangeServer(var key, var server) -> putServer(key, server);
            case Change.RemoveServer(var key) -> removeServer(key);
            case Change.SetNextHop(var key, var nextHop) -> nextHops.put(key, nextHop);
        }
    }

    private void putServer(ServiceKey key, RealServer server) {
        services.computeIfPresent(key, (k, service) -> {
            List<RealServer> servers = without(service, server.endpoint());
            servers.add(server);
            return service.withServers(servers);
        });
    }

    private void removeServer(ServerKey key) {
        nextHops.remove(key);
        services.computeIfPresent(key.service(), (k, service) -> service.withServers(without(service, key.server())));
    }

    private void removeService(ServiceKey key) {
        VirtualService service = services.remove(key);
        if (service != null) {
            service.servers().forEach(server -> nextHops.remove(new ServerKey(key, server.endpoint())));
        }
    }

    private static List<RealServer> without(VirtualService service, Endpoint endpoint) {
        List<RealServer> servers = new ArrayList<>(service.servers());
        servers.removeIf(server -> server.endpoint().equals(endpoint));
        return servers;
    }
}
