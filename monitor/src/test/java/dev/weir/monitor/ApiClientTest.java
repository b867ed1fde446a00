package dev.weir.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.weir.api.ApiClient;
import dev.weir.api.ApiException;
import dev.weir.api.ApiException.Fault;
import dev.weir.api.ChangeOutcome;
import dev.weir.api.Changes;
import dev.weir.api.ClusterText;
import dev.weir.api.Connection;
import dev.weir.api.ConnectionQuery;
import dev.weir.api.FileProblem;
import dev.weir.api.PersistentClient;
import dev.weir.api.PersistentClientQuery;
import dev.weir.api.Server;
import dev.weir.api.ServerName;
import dev.weir.api.Service;
import dev.weir.api.ServiceDelivery;
import dev.weir.api.ServiceOptions;
import dev.weir.api.ServiceProtection;
import dev.weir.api.Status;
import dev.weir.api.Traffic;
import dev.weir.config.ClusterFile;
import dev.weir.config.Parsed;
import dev.weir.dataplane.Plan;
import dev.weir.director.Outcome;
import dev.weir.model.Capacity;
import dev.weir.model.Delivery;
import dev.weir.model.DesiredState;
import dev.weir.model.DirectorSettings;
import dev.weir.model.Endpoint;
import dev.weir.model.ForwardingMethod;
import dev.weir.model.IpAddress;
import dev.weir.model.Limits;
import dev.weir.model.Match;
import dev.weir.model.Persistence;
import dev.weir.model.Protection;
import dev.weir.model.Protocol;
import dev.weir.model.RealServer;
import dev.weir.model.Scheduler;
import dev.weir.model.ServerRole;
import dev.weir.model.ServiceFlag;
import dev.weir.model.StrayPolicy;
import dev.weir.model.Thresholds;
import dev.weir.model.Timeouts;
import dev.weir.model.VirtualService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The API's own client against the real server, over TLS. */
class ApiClientTest {
    private static final Traffic TRAFFIC = new Traffic(17, 170, 160, 9_000, 80_000);
    private static final Traffic NONE = new Traffic(0, 0, 0, 0, 0);

    /** A key takes a while to make, so that all tests but those about keys share one. */
    @TempDir
    private static Path directory;

    private ServedApi api;
    private ApiClient client;

    @BeforeEach
    void serve() throws IOException, GeneralSecurityException {
        api = new ServedApi(directory);
        client = ApiClient.open(directory);
    }

    @AfterEach
    void stop() {
        client.close();
        api.close();
    }

    @Test
    void statusTellsTheDirectorsAndThePlanes() {
        Status status = client.status();

        assertThat(status.version()).isEqualTo("0.1.0");
        assertThat(status.lastApplyMillis()).isEqualTo(1.5);
        assertThat(status.services()).isEqualTo(2);
        assertThat(status.servers()).isEqualTo(3);
        assertThat(status.connections()).isEqualTo(new Status.ConnectionTable(17, 5, 1_048_576));
        assertThat(status.troubles())
                .containsExactly(new Status.Trouble("file", FakeDirector.STARTED, "cluster.yaml:1:1: unknown key"));
        assertThat(status.interfaces())
                .containsExactly(new Status.NetworkInterface(
                        "eth0", "up", "02:00:00:00:00:01", 1500, "tc", "veth takes whole segments"));
        assertThat(status.unresolved()).containsExactly(new Status.UnresolvedServer("10.0.0.2", "no route to it"));
        assertThat(status.drops()).containsOnly(Map.entry("no-server", 7L));
    }

    @Test
    void aDirectorWithoutADataPlaneStillTellsItsTroubles() {
        api.director.hasPlane = false;

        assertThat(client.status().troubles()).isNotEmpty();
        assertThat(client.status().connections()).isEqualTo(new Status.ConnectionTable(0, 0, 0));
        ApiException failure = catchThrowableOfType(ApiException.class, client::servers);
        assertThat(failure.fault()).isEqualTo(Fault.REFUSED);
        assertThat(failure).hasMessage("no data plane is open");
    }

    @Test
    void servicesCarryTheWordsOfTheClusterFile() {
        assertThat(client.services().services())
                .containsExactly(
                        new Service(
                                "tcp", "192.0.2.10:80", "wlc", "nat", options("tcp 192.0.2.10:80"), 2, 17, 5, TRAFFIC),
                        new Service(
                                "udp",
                                "[2001:db8::10]:53",
                                "rr",
                                "direct-routing",
                                options("udp [2001:db8::10]:53"),
                                1,
                                0,
                                0,
                                NONE));
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

    @Test
    void optionsOfAServiceCarryTheWordsOfTheClusterFile() {
        dev.weir.model.ServiceOptions asked = dev.weir.model.ServiceOptions.DEFAULT
                .withLastPort(89)
                .withAlso(new Match(Protocol.SCTP, IpAddress.parse("::"), 0, 0))
                .withFlag(ServiceFlag.HOLD_GONE)
                .withFlag(ServiceFlag.EXPIRE_QUIESCENT)
                .withSlowStart(Duration.ofSeconds(30))
                .withPersistence(new Persistence(Duration.ofMinutes(5), 24, 64))
                .withLimits(new Limits(10_000, 50, 20, 24, 56))
                .withDelivery(Delivery.DEFAULT.withMss(Delivery.MSS_AUTO))
                .withProtection(new Protection(StrayPolicy.RESET, Protection.ALWAYS));
        api.director.desired = Optional.of(new DesiredState(
                3,
                new DirectorSettings(List.of("eth0"), Capacity.DEFAULT, Timeouts.DEFAULT),
                List.of(new VirtualService(
                        FakeDirector.WEB, Scheduler.MH, ForwardingMethod.NAT, List.of(), asked.withBoundedLoad(125)))));

        assertThat(client.services().services().getFirst().options())
                .isEqualTo(new ServiceOptions(
                        List.of("tcp 192.0.2.10:80-89", "sctp [::]:any"),
                        List.of("hold-gone", "expire-quiescent"),
                        125,
                        30,
                        300,
                        24,
                        64,
                        10_000,
                        50,
                        20,
                        24,
                        56,
                        new ServiceDelivery("ipip", 0, "none", "auto"),
                        new ServiceProtection("reset", "always")));
    }

    @Test
    void serversTellTheirShareAndWhereItComesFrom() {
        List<Server> servers = client.servers().servers();

        assertThat(servers)
                .extracting(Server::address, Server::weight, Server::fileWeight, Server::weightSet, Server::ramp)
                .containsExactly(
                        tuple("10.0.0.1:8080", 1, 1, false, 25),
                        tuple("10.0.0.2:8080", 5, 0, true, 100),
                        tuple("[2001:db8:1::1]:53", 1, 1, false, 100));
        assertThat(client.status().setWeights())
                .containsExactly(new Status.SetWeight("10.0.0.2:8080 of tcp 192.0.2.10:80", 5, 0));
    }

    @Test
    void serversWithoutCountersHaveZerosAndTheUnresolvedAreUnreachable() {
        assertThat(client.servers().servers())
                .extracting(
                        Server::address,
                        Server::reachable,
                        Server::activeConnections,
                        Server::inactiveConnections,
                        Server::traffic)
                .containsExactly(
                        tuple("10.0.0.1:8080", true, 3L, 14L, TRAFFIC),
                        tuple("10.0.0.2:8080", false, 0L, 0L, NONE),
                        tuple("[2001:db8:1::1]:53", true, 0L, 0L, NONE));
    }

    @Test
    void serversTellWhenTheyAreFullAndWhatTheyAreFor() {
        RealServer limited =
                new RealServer(Endpoint.parse("10.0.0.1:8080"), 1).withThresholds(new Thresholds(1_000, 0));
        RealServer sorry = new RealServer(Endpoint.parse("10.0.0.8:8080"), 1).withRole(ServerRole.SORRY);
        api.director.desired = Optional.of(new DesiredState(
                3,
                new DirectorSettings(List.of("eth0"), Capacity.DEFAULT, Timeouts.DEFAULT),
                List.of(new VirtualService(
                        FakeDirector.WEB, Scheduler.MH, ForwardingMethod.NAT, List.of(limited, sorry)))));

        assertThat(client.servers().servers())
                .extracting(Server::role, Server::maxConnections, Server::resumeBelow)
                .containsExactly(tuple("regular", 1_000, 750), tuple("sorry", 0, 0));
    }

    @Test
    void serversTellTheirPersistentClientsTheirLatencyAndWhetherTheyAreFull() {
        assertThat(client.servers().servers())
                .extracting(Server::persistentClients, Server::latencyMillis, Server::full)
                .startsWith(tuple(4L, 1.25, true), tuple(0L, 0.0, false));
    }

    @ParameterizedTest
    @CsvSource({
        ",,, 3",
        "198.51.100.7,,, 1",
        "198.51.0.0/16,,, 1",
        "198.51.100.128/25,,, 1",
        "203.0.113.8,,, 0",
        "2001:db8:7::1,,, 1",
        ",192.0.2.10:80,, 3",
        ",192.0.2.11,, 0",
        ",,10.0.0.1, 2",
        "0.0.0.0/0,,10.0.0.1:8080, 1"
    })
    void persistentClientsAreThoseThatAreAskedFor(
            @Nullable String who, @Nullable String vip, @Nullable String server, int count) {
        List<PersistentClient> seen = new ArrayList<>();

        long total = client.persistentClients(new PersistentClientQuery(who, vip, server, 0), seen::add);

        assertThat(total).isEqualTo(count);
        assertThat(seen).hasSize(count);
    }

    @Test
    void aPersistentClientIsToldWithItsServer() {
        List<PersistentClient> seen = new ArrayList<>();

        long total = client.persistentClients(new PersistentClientQuery(null, null, null, 1), seen::add);

        assertThat(total).isEqualTo(3);
        assertThat(seen)
                .containsExactly(new PersistentClient("tcp", "192.0.2.10:80", "198.51.100.0/24", "10.0.0.1:8080", 299));
    }

    @Test
    void aWeightIsSetAndClearedByTheServersName() {
        api.director.outcome = new Outcome.Applied(4, Plan.NOTHING);
        ServerName server = new ServerName("udp", "[::]:any", "[2001:db8::1]:any");

        assertThat(client.setWeight(server, 7)).isEqualTo(new ChangeOutcome.Accepted(new Changes(4, List.of())));
        assertThat(client.clearWeight(server)).isEqualTo(new ChangeOutcome.Accepted(new Changes(4, List.of())));

        assertThat(api.director.shown)
                .containsExactly(
                        "weight 7 of [2001:db8::1]:any of UDP [::]:any",
                        "file's weight of [2001:db8::1]:any of UDP [::]:any");
    }

    @Test
    void theStateInForceComesAsAClusterFile() {
        ClusterText inForce = client.cluster();

        assertThat(inForce.revision()).isEqualTo(3);
        assertThat(ClusterFile.parse("in force", inForce.yaml()))
                .isEqualTo(new Parsed.Valid(api.director.desired.orElseThrow().withRevision(1)));
    }

    @Test
    void withoutAStateInForceTheStatusIsPointedTo() {
        api.director.desired = Optional.empty();

        assertThat(catchThrowableOfType(ApiException.class, client::cluster))
                .hasMessage("no state is in force yet: weir status tells why");
    }

    @Test
    void connectionsComeInWithTheirTotal() {
        List<Connection> seen = new ArrayList<>();

        long total = client.connections(query(null, null, 2), seen::add);

        assertThat(total).isEqualTo(3);
        assertThat(seen)
                .containsExactly(
                        new Connection(
                                "tcp", "198.51.100.0:40000", "192.0.2.10:80", "10.0.0.1:8080", "ESTABLISHED", 899),
                        new Connection("tcp", "198.51.100.1:40000", "192.0.2.10:80", "10.0.0.2:8080", "FIN_WAIT", 899));
    }

    @Test
    void filtersHoldTogether() {
        api.director.connections = 256;
        List<Connection> seen = new ArrayList<>();

        long total = client.connections(query("198.51.100.16/28", "established", 0), seen::add);

        assertThat(total).isEqualTo(8);
        assertThat(seen).hasSize(8).allMatch(connection -> connection.state().equals("ESTABLISHED"));
    }

    @Test
    void manyConnectionsStreamThrough() {
        api.director.connections = 100_000;
        List<Connection> seen = new ArrayList<>();

        assertThat(client.connections(query(null, null, 0), seen::add)).isEqualTo(100_000);
        assertThat(seen).hasSize(100_000);
    }

    @Test
    void aListingThatBreaksOffIsNotTakenForWhole() {
        api.director.connections = 100_000;
        api.director.failsAtConnection = 90_000;

        ApiException failure = catchThrowableOfType(
                ApiException.class, () -> client.connections(query(null, null, 0), connection -> {}));

        assertThat(failure.fault()).isEqualTo(Fault.NO_ANSWER);
    }

    @Test
    void aWrongFilterIsRefusedInTheServersWords() {
        ApiException failure = catchThrowableOfType(
                ApiException.class, () -> client.connections(query("nobody", null, 0), connection -> {}));

        assertThat(failure.fault()).isEqualTo(Fault.REFUSED);
        assertThat(failure).hasMessage("client: 'nobody' is no IPv4 or IPv6 address");
    }

    private static ConnectionQuery query(@Nullable String client, @Nullable String state, int limit) {
        return new ConnectionQuery(client, null, null, state, limit);
    }

    @Test
    void outcomesComeBackAsTheyAre() {
        api.director.outcome = new Outcome.Planned(Plan.NOTHING);
        assertThat(client.plan("my.yaml", "a: 1")).isEqualTo(new ChangeOutcome.Accepted(new Changes(3, List.of())));

        api.director.outcome =
                new Outcome.Refused(List.of(new dev.weir.config.Problem("my file.yaml", 1, 2, "no such key", "", "")));
        assertThat(client.apply("my file.yaml", "a: 1"))
                .isEqualTo(new ChangeOutcome.Refused(List.of(
                        new FileProblem("my file.yaml", 1, 2, "no such key", "my file.yaml:1:2: no such key"))));

        api.director.outcome = new Outcome.Failed("no room");
        assertThat(client.apply("my.yaml", "a: 1")).isEqualTo(new ChangeOutcome.Failed("no room"));

        assertThat(api.director.shown)
                .containsExactly("plan my.yaml: a: 1", "apply my file.yaml: a: 1", "apply my.yaml: a: 1");
    }

    @Test
    void aForeignCertificateIsRefused(@TempDir Path other) throws IOException, GeneralSecurityException {
        try (ServedApi foreign = new ServedApi(other)) {
            copy(other, directory, "api.json");

            ApiException failure = failureOfStatus();

            assertThat(failure.fault()).isEqualTo(Fault.FOREIGN_CERTIFICATE);
            assertThat(failure)
                    .hasMessageContaining(
                            "what answers at " + foreign.server.url() + " is not the director of " + directory);
        }
    }

    @Test
    void aTokenOfAnotherDirectorIsToldWithTheMend() throws IOException {
        Files.writeString(directory.resolve("token"), "A".repeat(43));

        ApiException failure = failureOfStatus();

        assertThat(failure.fault()).isEqualTo(Fault.NOT_ALLOWED);
        assertThat(failure).hasMessageContaining("doesn't know the token in " + directory.resolve("token"));
    }

    @Test
    void aDirectorThatDiedIsNoDirector() throws IOException {
        String address = Files.readString(directory.resolve("api.json"));
        api.close();
        Files.writeString(directory.resolve("api.json"), address);

        ApiException failure = failureOfStatus();

        assertThat(failure.fault()).isEqualTo(Fault.NO_DIRECTOR);
        assertThat(failure).hasMessageContaining("start it with 'weir director -c FILE'");
    }

    @Test
    void aDirectorThatStoppedLeavesNoAddress() {
        api.close();

        assertThat(directory.resolve("api.json")).doesNotExist();
    }

    private static ApiException failureOfStatus() {
        try (ApiClient another = ApiClient.open(directory)) {
            return catchThrowableOfType(ApiException.class, another::status);
        }
    }

    private static void copy(Path from, Path to, String file) throws IOException {
        Files.copy(from.resolve(file), to.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
}
