package dev.weir.cli;

import dev.weir.api.Change;
import dev.weir.api.ChangeOutcome;
import dev.weir.api.Changes;
import dev.weir.api.ClusterText;
import dev.weir.api.Connection;
import dev.weir.api.ConnectionQuery;
import dev.weir.api.DirectorApi;
import dev.weir.api.PersistentClient;
import dev.weir.api.PersistentClientQuery;
import dev.weir.api.Server;
import dev.weir.api.ServerName;
import dev.weir.api.Servers;
import dev.weir.api.Service;
import dev.weir.api.ServiceDelivery;
import dev.weir.api.ServiceOptions;
import dev.weir.api.ServiceProtection;
import dev.weir.api.Services;
import dev.weir.api.Status;
import dev.weir.api.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** A director that answers what it is told to, and remembers what it was asked. */
final class FakeDirectorApi implements DirectorApi {
    private static final Instant STARTED = Instant.parse("2026-03-01T10:00:00.123Z");

    private static final Traffic TRAFFIC = new Traffic(17, 170, 160, 9_000, 80_000);

    private Function<Server, Stream<Server>> meanwhile = Stream::of;
    final List<String> asked = new ArrayList<>();
    List<Status.Trouble> troubles = List.of();
    List<Status.UnresolvedServer> unresolved = List.of();
    List<Status.SetWeight> setWeights = List.of();
    List<Service> services = List.of(
            new Service(
                    "tcp",
                    "192.0.2.10:80",
                    "wlc",
                    "nat",
                    options("tcp 192.0.2.10:80"),
                    2,
                    1_000,
                    0,
                    new Traffic(12, 99_999_999, 100_000_000, 2_000_000_000L, 300_000_000_000L)),
            new Service(
                    "udp",
                    "[2001:db8::10]:53",
                    "rr",
                    "tunnelling",
                    options("udp [2001:db8::10]:53"),
                    1,
                    1,
                    0,
                    new Traffic(1, 2, 0, 120, 0)));
    List<Server> servers = List.of(
            server("192.0.2.10:80", "10.0.0.1:8080", 1, true),
            server("192.0.2.10:80", "10.0.0.2:8080", 0, true),
            server("192.0.2.11:80", "10.0.0.3:8080", 1, false));
    List<Connection> connections = List.of(
            new Connection("tcp", "198.51.100.7:40000", "192.0.2.10:80", "10.0.0.1:8080", "ESTABLISHED", 899),
            new Connection("udp", "[2001:db8::7]:40000", "[2001:db8::10]:53", "[2001:db8:1::1]:53", "UDP", 60));
    String cluster = """
            director: {interfaces: [eth0]}
            services:
              - vip: 192.0.2.10
                port: 80
                scheduler: wrr
                servers:
                  - {address: 10.0.0.1, port: 8080}
                  - {address: 10.0.0.2, port: 8080, weight: 3}
            """;
    List<PersistentClient> persistentClients = List.of();
    ChangeOutcome outcome = new ChangeOutcome.Accepted(new Changes(
            4,
            List.of(
                    new Change(Change.Action.ADD, "tcp 192.0.2.10:80", "add server 10.0.0.3:8080"),
                    new Change(Change.Action.CHANGE, "tcp 192.0.2.10:80", "change weight of 10.0.0.1:8080 to 0"),
                    new Change(Change.Action.REMOVE, "tcp 192.0.2.10:80", "remove server 10.0.0.2:8080"))));

    @Override
    public Status status() {
        return new Status(
                "0.1.0",
                1234,
                STARTED,
                "/etc/weir/cluster.yaml",
                3,
                STARTED.plusSeconds(60),
                12.34,
                2,
                3,
                new Status.ConnectionTable(1_048, persistentClients.size(), 1_048_576),
                troubles,
                List.of(
                        new Status.NetworkInterface(
                                "eth0", "up", "02:00:00:00:00:01", 1500, "tc", "veth takes whole segments"),
                        new Status.NetworkInterface("eth1", "missing", "00:00:00:00:00:00", 0, "", "")),
                List.of("192.0.2.10", "2001:db8::10"),
                unresolved,
                setWeights,
                Map.of("no-server", 7L, "bad-header", 1L, "too-big", 0L),
                Map.of("fragment", 0L),
                List.of("CAP_BPF"),
                Map.of("mode", "native"));
    }

    @Override
    public Services services() {
        return new Services(services);
    }

    private static ServiceOptions options(String match) {
        return new ServiceOptions(
                List.of(match),
                List.of(),
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                32,
                128,
                new ServiceDelivery("ipip", 0, "none", "kept"),
                new ServiceProtection("pass", "4096"));
    }

    @Override
    public Servers servers() {
        return new Servers(servers.stream().flatMap(meanwhile).toList());
    }

    private static Server server(String vip, String address, int weight, boolean reachable) {
        return new Server(
                "tcp", vip, "wlc", address, "nat", weight, weight, false, 100, "regular", 0, 0, false, reachable, 3, 14,
                0, 0, TRAFFIC);
    }

    /** A server with 3 active and 14 inactive connections. */
    static Server server(String protocol, String vip, String address, int weight) {
        Server server = server(vip, address, weight, true);
        return altered(server, protocol, weight, weight, 3, 14);
    }

    private static Server altered(
            Server server, String protocol, int weight, int fileWeight, int active, int inactive) {
        return new Server(
                protocol,
                server.vip(),
                server.scheduler(),
                server.address(),
                server.forwarding(),
                weight,
                fileWeight,
                weight != fileWeight,
                100,
                "regular",
                0,
                0,
                false,
                true,
                active,
                inactive,
                server.persistentClients(),
                server.latencyMillis(),
                TRAFFIC);
    }

    private static Server weighing(Server server, int weight) {
        return altered(server, server.protocol(), weight, server.fileWeight(), 3, 14);
    }

    /** From {@code time} on no server has a connection. */
    void connectionsEndAt(FakePace pace, Duration time) {
        at(pace, time, server -> Stream.of(altered(server, server.protocol(), 0, server.fileWeight(), 0, 0)));
    }

    /** At {@code time} somebody else sets every server's weight. */
    void weightIsSetAt(FakePace pace, Duration time, int weight) {
        at(pace, time, server -> Stream.of(weighing(server, weight)));
    }

    /** From {@code time} on there are no servers. */
    void serversLeaveAt(FakePace pace, Duration time) {
        at(pace, time, server -> Stream.empty());
    }

    private void at(FakePace pace, Duration time, Function<Server, Stream<Server>> change) {
        meanwhile = server -> pace.passed().compareTo(time) < 0 ? Stream.of(server) : change.apply(server);
    }

    @Override
    public ClusterText cluster() {
        return new ClusterText(3, cluster);
    }

    @Override
    public long connections(ConnectionQuery query, Consumer<Connection> each) {
        asked.add(query.toString());
        connections.stream()
                .limit(query.limit() == 0 ? Long.MAX_VALUE : query.limit())
                .forEach(each);
        return connections.size();
    }

    @Override
    public long persistentClients(PersistentClientQuery query, Consumer<PersistentClient> each) {
        asked.add(query.toString());
        persistentClients.stream()
                .limit(query.limit() == 0 ? Long.MAX_VALUE : query.limit())
                .forEach(each);
        return persistentClients.size();
    }

    @Override
    public ChangeOutcome plan(String name, String yaml) {
        asked.add("plan " + name + ": " + yaml);
        return outcome;
    }

    @Override
    public ChangeOutcome apply(String name, String yaml) {
        asked.add("apply " + name + ": " + yaml);
        return outcome;
    }

    @Override
    public ChangeOutcome setWeight(ServerName server, int weight) {
        asked.add("weight " + weight + " of " + server);
        servers = servers.stream()
                .map(held -> ServerName.of(held).equals(server) ? weighing(held, weight) : held)
                .toList();
        return outcome;
    }

    @Override
    public ChangeOutcome clearWeight(ServerName server) {
        asked.add("file's weight of " + server);
        servers = servers.stream()
                .map(held -> ServerName.of(held).equals(server) ? weighing(held, held.fileWeight()) : held)
                .toList();
        return outcome;
    }

    @Override
    public void close() {
        asked.add("close");
    }
}
