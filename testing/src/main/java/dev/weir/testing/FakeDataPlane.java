package dev.weir.testing;

import dev.weir.dataplane.Change;
import dev.weir.dataplane.Connection;
import dev.weir.dataplane.DataPlane;
import dev.weir.dataplane.DataPlaneException;
import dev.weir.dataplane.ObservedState;
import dev.weir.dataplane.PersistentClient;
import dev.weir.dataplane.Plan;
import dev.weir.dataplane.ServerKey;
import dev.weir.dataplane.Statistics;
import dev.weir.dataplane.Statistics.ServerLoad;
import dev.weir.dataplane.Statistics.ServiceLoad;
import dev.weir.dataplane.Statistics.Traffic;
import dev.weir.model.Endpoint;
import dev.weir.model.IpAddress;
import dev.weir.model.NextHop;
import dev.weir.model.RealServer;
import dev.weir.model.ServiceKey;
import dev.weir.model.Timeouts;
import dev.weir.model.VirtualService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A data plane that keeps its state in memory and forwards nothing; strict, so that a plan in a wrong order
 * fails here as it would in the kernel.
 *
 * <p>A closed one may be opened again and still holds what it held, as pinned maps do. Its connections and
 * failures are given by the test. Any thread may call it.
 */
public final class FakeDataPlane implements DataPlane {
    private static final long CONNECTION_CAPACITY = 1_024;

    private final Map<ServiceKey, VirtualService> services = new HashMap<>();
    private final Map<ServerKey, NextHop> nextHops = new HashMap<>();
    private final List<Connection> connections = new ArrayList<>();
    private final List<Plan> applied = new ArrayList<>();
    private final List<PersistentClient> persistentClients = new ArrayList<>();
    private Timeouts timeouts = Timeouts.DEFAULT;
    private Set<IpAddress> ownAddresses = Set.of();
    private Predicate<Change> failure = change -> false;
    private boolean isOpen = true;

    @Override
    public synchronized ObservedState observe() {
        requireOpen();
        return new ObservedState(services, nextHops);
    }

    @Override
    public synchronized void apply(Plan plan) {
        requireOpen();
        applied.add(plan);
        for (Change change : plan.changes()) {
            if (failure.test(change)) {
                throw new DataPlaneException(change + ": fails, as the test asked");
            }
            make(change);
        }
    }

    private void make(Change change) {
        switch (change) {
            case Change.AddService add -> addService(add);
            case Change.ChangeScheduler(var key, var scheduler) -> {
                VirtualService held = serviceOf(key, change);
                services.put(key, held.withScheduler(scheduler));
            }
            case Change.ChangeOptions(var key, var scheduler, var options) -> {
                VirtualService held = serviceOf(key, change);
                services.put(key, held.withScheduler(scheduler).withOptions(options));
            }
            case Change.RemoveService(var key) -> removeService(key);
            case Change.AddServer(var key, var server) -> putServer(serviceOf(key, change), server);
            case Change.ChangeWeight(var key, var server) -> alterServer(key, server, change);
            case Change.ChangeServer(var key, var server) -> alterServer(key, server, change);
            case Change.RemoveServer(var key) -> removeServer(key);
            case Change.SetNextHop(var key, var nextHop) -> {
                requireServer(key, change);
                nextHops.put(key, nextHop);
            }
        }
    }

    private void addService(Change.AddService add) {
        VirtualService begun =
                new VirtualService(add.service(), add.scheduler(), add.method(), List.of(), add.options());
        VirtualService held = services.putIfAbsent(add.service(), begun);
        if (held != null && held.method() != add.method()) {
            throw new DataPlaneException(add + ": it stands already, by " + held.method());
        }
    }

    private void removeService(ServiceKey key) {
        services.remove(key);
        nextHops.keySet().removeIf(server -> server.service().equals(key));
        connections.removeIf(connection -> connection.service().equals(key));
    }

    private void alterServer(ServiceKey key, RealServer server, Change change) {
        requireServer(new ServerKey(key, server.endpoint()), change);
        putServer(serviceOf(key, change), server);
    }

    private void putServer(VirtualService service, RealServer server) {
        List<RealServer> servers = serversExcept(service, server.endpoint());
        servers.add(server);
        services.put(service.key(), service.withServers(servers));
    }

    private void removeServer(ServerKey key) {
        VirtualService service = services.get(key.service());
        if (service != null) {
            services.put(key.service(), service.withServers(serversExcept(service, key.server())));
        }
        nextHops.remove(key);
        connections.removeIf(connection -> connection.service().equals(key.service())
                && connection.server().equals(key.server()));
        persistentClients.removeIf(client ->
                client.service().equals(key.service()) && client.server().equals(key.server()));
    }

    private static List<RealServer> serversExcept(VirtualService service, Endpoint endpoint) {
        List<RealServer> servers = new ArrayList<>(service.servers());
        servers.removeIf(server -> server.endpoint().equals(endpoint));
        return servers;
    }

    private VirtualService serviceOf(ServiceKey key, Change change) {
        VirtualService service = services.get(key);
        if (service == null) {
            throw new DataPlaneException(change + ": there is no such service");
        }
        return service;
    }

    private void requireServer(ServerKey key, Change change) {
        boolean stands = serviceOf(key.service(), change).servers().stream()
                .anyMatch(server -> server.endpoint().equals(key.server()));
        if (!stands) {
            throw new DataPlaneException(change + ": there is no such server");
        }
    }

    @Override
    public synchronized void setTimeouts(Timeouts timeouts) {
        requireOpen();
        this.timeouts = timeouts;
    }

    @Override
    public synchronized void setOwnAddresses(Set<IpAddress> addresses) {
        requireOpen();
        ownAddresses = Set.copyOf(addresses);
    }

    /** Counts connections only: no packet ever passes. */
    @Override
    public synchronized Statistics statistics() {
        requireOpen();
        Map<ServiceKey, ServiceLoad> byService = new HashMap<>();
        Map<ServerKey, ServerLoad> byServer = new HashMap<>();
        for (VirtualService service : services.values()) {
            byService.put(service.key(), loadOf(service.key()));
            for (RealServer server : service.servers()) {
                ServerKey key = new ServerKey(service.key(), server.endpoint());
                byServer.put(key, loadOf(key, server));
            }
        }
        int recorded = connections.size() + persistentClients.size();
        return new Statistics(byService, byServer, Map.of(), Map.of(), CONNECTION_CAPACITY, recorded);
    }

    private ServiceLoad loadOf(ServiceKey key) {
        long recorded = connections.stream()
                .filter(connection -> connection.service().equals(key))
                .count();
        long clients = persistentClients.stream()
                .filter(client -> client.service().equals(key))
                .count();
        return new ServiceLoad(Traffic.NONE, recorded, clients);
    }

    private ServerLoad loadOf(ServerKey key, RealServer server) {
        Map<Boolean, Long> byActivity = connections.stream()
                .filter(connection -> connection.service().equals(key.service()))
                .filter(connection -> connection.server().equals(key.server()))
                .collect(Collectors.partitioningBy(c -> c.state().isActive(), Collectors.counting()));
        long clients = persistentClients.stream()
                .filter(client -> client.service().equals(key.service()))
                .filter(client -> client.server().equals(key.server()))
                .count();
        long active = byActivity.getOrDefault(true, 0L);
        long inactive = byActivity.getOrDefault(false, 0L);
        int upper = server.thresholds().upper();
        boolean isFull = upper != 0 && active + inactive >= upper;
        return new ServerLoad(Traffic.NONE, active, inactive, clients, Optional.empty(), isFull);
    }

    @Override
    public synchronized void connections(Consumer<Connection> consumer) {
        requireOpen();
        connections.forEach(consumer);
    }

    @Override
    public synchronized void persistentClients(Consumer<PersistentClient> consumer) {
        requireOpen();
        persistentClients.forEach(consumer);
    }

    @Override
    public synchronized void close() {
        isOpen = false;
    }

    /** Opens it again after {@link #close()}, as a director does that starts anew and adopts what runs. */
    public synchronized FakeDataPlane reopen() {
        isOpen = true;
        return this;
    }

    public synchronized boolean isOpen() {
        return isOpen;
    }

    /** Records a connection, as if its first packet had come. */
    public synchronized void record(Connection connection) {
        connections.add(connection);
    }

    /** Records a client that keeps its server, as if its first packet had come. */
    public synchronized void record(PersistentClient client) {
        persistentClients.add(client);
    }

    /** The director's own addresses as they were told last. */
    public synchronized Set<IpAddress> ownAddresses() {
        return ownAddresses;
    }

    /** From now on a change of which {@code failure} is true fails, and with it the rest of its plan. */
    public synchronized void failOn(Predicate<Change> failure) {
        this.failure = failure;
    }

    /** Every plan that was given to it, in order, with those that failed. */
    public synchronized List<Plan> appliedPlans() {
        return List.copyOf(applied);
    }

    public synchronized Timeouts timeouts() {
        return timeouts;
    }

    private void requireOpen() {
        if (!isOpen) {
            throw new IllegalStateException("this plane is closed");
        }
    }
}
