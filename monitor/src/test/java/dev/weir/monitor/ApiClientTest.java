package dev.weir.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.api.ApiClient;
import dev.weir.api.ApiException;
import dev.weir.api.ApiException.Fault;
import dev.weir.api.ChangeOutcome;
import dev.weir.api.Changes;
import dev.weir.api.Connection;
import dev.weir.api.ConnectionQuery;
import dev.weir.api.FileProblem;
import dev.weir.api.Server;
import dev.weir.api.Service;
import dev.weir.api.Status;
import dev.weir.api.Traffic;
import dev.weir.dataplane.Plan;
import dev.weir.director.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        assertThat(status.connections()).isEqualTo(new Status.ConnectionTable(17, 1_048_576));
        assertThat(status.troubles())
                .containsExactly(new Status.Trouble("file", FakeDirector.STARTED, "cluster.yaml:1:1: unknown key"));
        assertThat(status.interfaces())
                .containsExactly(new Status.NetworkInterface("eth0", "up", "02:00:00:00:00:01", 1500));
        assertThat(status.unresolved()).containsExactly(new Status.UnresolvedServer("10.0.0.2", "no route to it"));
        assertThat(status.drops()).containsOnly(Map.entry("no-server", 7L));
    }

    @Test
    void aDirectorWithoutADataPlaneStillTellsItsTroubles() {
        api.director.hasPlane = false;

        assertThat(client.status().troubles()).isNotEmpty();
        assertThat(client.status().connections()).isEqualTo(new Status.ConnectionTable(0, 0));
        ApiException failure = catchThrowableOfType(ApiException.class, client::servers);
        assertThat(failure.fault()).isEqualTo(Fault.REFUSED);
        assertThat(failure).hasMessage("no data plane is open");
    }

    @Test
    void servicesCarryTheWordsOfTheClusterFile() {
        assertThat(client.services().services())
                .containsExactly(
                        new Service("tcp", "192.0.2.10:80", "wlc", "nat", 2, TRAFFIC),
                        new Service("udp", "[2001:db8::10]:53", "rr", "direct-routing", 1, NONE));
    }

    @Test
    void serversWithoutCountersHaveZerosAndTheUnresolvedAreUnreachable() {
        assertThat(client.servers().servers())
                .containsExactly(
                        server("10.0.0.1:8080", 1, true, 3, 14, TRAFFIC),
                        server("10.0.0.2:8080", 0, false, 0, 0, NONE),
                        new Server(
                                "udp",
                                "[2001:db8::10]:53",
                                "rr",
                                "[2001:db8:1::1]:53",
                                "direct-routing",
                                1,
                                true,
                                0,
                                0,
                                NONE));
    }

    private static Server server(
            String address, int weight, boolean reachable, long active, long inactive, Traffic of) {
        return new Server("tcp", "192.0.2.10:80", "wlc", address, "nat", weight, reachable, active, inactive, of);
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
