package dev.weir.monitor;

import dev.weir.dataplane.Connection;
import dev.weir.dataplane.PersistentClient;
import dev.weir.dataplane.Plan;
import dev.weir.dataplane.ServerKey;
import dev.weir.dataplane.Statistics;
import dev.weir.dataplane.Statistics.ServerLoad;
import dev.weir.dataplane.Statistics.ServiceLoad;
import dev.weir.dataplane.Statistics.Traffic;
import dev.weir.director.DirectorException;
import dev.weir.director.DirectorStatus;
import dev.weir.director.DirectorStatus.InterfaceState;
import dev.weir.director.DirectorStatus.Trouble;
import dev.weir.director.DirectorStatus.UnresolvedServer;
import dev.weir.director.Outcome;
import dev.weir.director.PlaneFactory.Attached;
import dev.weir.model.Capacity;
import dev.weir.model.ConnectionState;
import dev.weir.model.DesiredState;
import dev.weir.model.DirectorSettings;
import dev.weir.model.Endpoint;
import dev.weir.model.ForwardingMethod;
import dev.weir.model.IpAddress;
import dev.weir.model.MacAddress;
import dev.weir.model.Protocol;
import dev.weir.model.RealServer;
import dev.weir.model.Scheduler;
import dev.weir.model.ServiceKey;
import dev.weir.model.Timeouts;
import dev.weir.model.VirtualService;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A director with two services that answers what it is told to, and remembers the texts it was shown. */
final class FakeDirector implements ServedDirector {
    static final Instant STARTED = Instant.parse("2026-03-01T10:00:00Z");
    static final ServiceKey WEB = new ServiceKey(Endpoint.parse("192.0.2.10:80"), Protocol.TCP);
    static final ServiceKey DNS = new ServiceKey(Endpoint.parse("[2001:db8::10]:53"), Protocol.UDP);
    static final RealServer FIRST = new RealServer(Endpoint.parse("10.0.0.1:8080"), 1);
    static final RealServer SECOND = new RealServer(Endpoint.parse("10.0.0.2:8080"), 0);
    static final RealServer RESOLVER = new RealServer(Endpoint.parse("[2001:db8:1::1]:53"), 1);

    final List<String> shown = new ArrayList<>();
    Optional<DesiredState> desired = Optional.of(new DesiredState(
            3,
            new DirectorSettings(List.of("eth0"), Capacity.DEFAULT, Timeouts.DEFAULT),
            List.of(
                    new VirtualService(WEB, Scheduler.WLC, ForwardingMethod.NAT, List.of(FIRST, SECOND)),
                    new VirtualService(DNS, Scheduler.RR, ForwardingMethod.DIRECT_ROUTING, List.of(RESOLVER)))));
    Outcome outcome = new Outcome.Planned(Plan.NOTHING);
    Map<ServerKey, Integer> setWeights = Map.of(new ServerKey(WEB, SECOND.endpoint()), 5);
    int connections = 3;
    int failsAtConnection = -1;
    boolean hasPlane = true;

    @Override
    public DirectorStatus status() {
        return new DirectorStatus(
                1234,
                STARTED,
                Path.of("/etc/weir/cluster.yaml"),
                3,
                STARTED.plusSeconds(60),
                Duration.ofNanos(1_500_000),
                List.of(new Trouble(Trouble.Kind.FILE, STARTED, "cluster.yaml:1:1: unknown key")),
                List.of(new InterfaceState(
                        "eth0", 2, new MacAddress(0x02_00_00_00_00_01L), 1500, InterfaceState.Link.UP)),
                Map.of("eth0", new Attached("tc", "veth takes whole segments")),
                List.of(IpAddress.parse("192.0.2.10")),
                List.of(new UnresolvedServer(IpAddress.parse("10.0.0.2"), "no route to it")),
                setWeights,
                Map.of(new ServerKey(WEB, FIRST.endpoint()), 25),
                List.of("CAP_BPF"),
                Map.of("mode", "native"));
    }

    @Override
    public Optional<DesiredState> desired() {
        return desired;
    }

    @Override
    public Statistics statistics() {
        if (!hasPlane) {
            throw new DirectorException("no data plane is open");
        }
        Traffic traffic = new Traffic(17, 170, 160, 9_000, 80_000);
        return new Statistics(
                Map.of(WEB, new ServiceLoad(traffic, 17, 5)),
                Map.of(
                        new ServerKey(WEB, FIRST.endpoint()),
                        new ServerLoad(traffic, 3, 14, 4, Optional.of(Duration.ofNanos(1_250_000)), true)),
                Map.of("no-server", 7L),
                Map.of("fragment", 1L),
                1_048_576,
                17);
    }

    @Override
    public void connections(Consumer<Connection> consumer) {
        for (int i = 0; i < connections; i++) {
            if (i == failsAtConnection) {
                throw new IllegalStateException("the map is gone");
            }
            consumer.accept(connection(i));
        }
    }

    /** Clients 198.51.100.0 and on; every other is established. */
    static Connection connection(int i) {
        return new Connection(
                WEB,
                new Endpoint(IpAddress.ofIpv4(0xc633_6400 + i), 40_000),
                i % 2 == 0 ? FIRST.endpoint() : SECOND.endpoint(),
                i % 2 == 0 ? ConnectionState.ESTABLISHED : ConnectionState.FIN_WAIT,
                Duration.ofMillis(899_700));
    }

    @Override
    public void persistentClients(Consumer<PersistentClient> consumer) {
        consumer.accept(client("198.51.100.0", 24, FIRST));
        consumer.accept(client("203.0.113.7", 32, SECOND));
        consumer.accept(client("2001:db8:7::", 64, FIRST));
    }

    private static PersistentClient client(String network, int prefix, RealServer server) {
        return new PersistentClient(
                WEB, IpAddress.parse(network), prefix, server.endpoint(), Duration.ofMillis(299_900));
    }

    @Override
    public Outcome plan(String name, String yaml) {
        shown.add("plan " + name + ": " + yaml);
        return outcome;
    }

    @Override
    public Outcome apply(String name, String yaml) {
        shown.add("apply " + name + ": " + yaml);
        return outcome;
    }

    @Override
    public Outcome setWeight(ServerKey server, int weight) {
        shown.add("weight " + weight + " of " + server);
        return outcome;
    }

    @Override
    public Outcome clearWeight(ServerKey server) {
        shown.add("file's weight of " + server);
        return outcome;
    }
}
