package dev.weir.dataplane.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.dataplane.Connection;
import dev.weir.dataplane.PersistentClient;
import dev.weir.dataplane.ServerKey;
import dev.weir.dataplane.Statistics.ServerLoad;
import dev.weir.dataplane.Statistics.ServiceLoad;
import dev.weir.model.Endpoint;
import dev.weir.model.Match;
import dev.weir.model.Persistence;
import dev.weir.model.Protocol;
import dev.weir.model.RealServer;
import dev.weir.model.Scheduler;
import dev.weir.model.ServiceKey;
import dev.weir.model.ServiceOptions;
import dev.weir.model.Thresholds;
import dev.weir.model.VirtualService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What servers and services have to do now is told: connections, persistent clients, handshake times, full servers. */
@Tag("root")
final class LoadStatisticsTest {
    private static final VirtualService WEB = Pool.service(1, Scheduler.RR, 1);
    private static final RealServer SERVER = WEB.servers().getFirst();
    private static final Persistence BY_NETWORK = new Persistence(Duration.ofMinutes(5), 24, 64);
    private static final VirtualService PERSISTENT =
            WEB.withOptions(ServiceOptions.DEFAULT.withPersistence(BY_NETWORK));

    private final TestStage stage = TestStage.set();
    private KernelDataPlane plane = stage.open();
    private final MapReader maps = new MapReader(stage);
    private final Traffic traffic = new Traffic(stage);

    @AfterEach
    void strike() {
        traffic.close();
        plane.close();
        stage.close();
    }

    private ServerLoad serverLoad() {
        ServerKey key = new ServerKey(WEB.key(), SERVER.endpoint());
        return Objects.requireNonNull(plane.statistics().servers().get(key));
    }

    private ServiceLoad serviceLoad() {
        return Objects.requireNonNull(plane.statistics().services().get(WEB.key()));
    }

    private List<PersistentClient> persistentClients() {
        List<PersistentClient> seen = new ArrayList<>();
        plane.persistentClients(seen::add);
        return seen;
    }

    @Test
    void clientsOfOneNetworkAreShownAsItWithTheServerThatTheyKeep() {
        Pool.apply(plane, PERSISTENT);
        traffic.open(1, WEB.key());
        traffic.open(2, WEB.key());

        assertThat(persistentClients()).singleElement().satisfies(client -> {
            assertThat(client.client()).isEqualTo("198.18.0.0/24");
            assertThat(client.service()).isEqualTo(WEB.key());
            assertThat(client.server()).isEqualTo(SERVER.endpoint());
            assertThat(client.expiresIn()).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
        });
        assertThat(serverLoad().persistentClients()).isEqualTo(1);
        assertThat(serviceLoad()).extracting(ServiceLoad::connections).isEqualTo(2L);
        assertThat(plane.statistics().persistentClients()).isEqualTo(1);
    }

    @Test
    void persistentClientIsKnownAfterARestart() {
        Pool.apply(plane, PERSISTENT);
        traffic.open(1, WEB.key());
        plane.close();
        plane = stage.open();

        assertThat(persistentClients()).hasSize(1);
    }

    @Test
    void persistentClientOfARemovedServerIsShownNoMore() {
        Pool.apply(plane, PERSISTENT);
        traffic.open(1, WEB.key());
        Pool.apply(plane, PERSISTENT.withServers(List.of()));

        assertThat(persistentClients()).isEmpty();
    }

    @Test
    void connectionTellsWhatItsClientReachedTheServiceBy() {
        Endpoint other = Endpoint.parse("192.0.2.77:8443");
        Match range = new Match(Protocol.TCP, other.address(), 8000, 8999);
        Pool.apply(plane, WEB.withOptions(ServiceOptions.DEFAULT.withAlso(range)));
        traffic.open(1, new ServiceKey(other, Protocol.TCP));

        List<Connection> seen = new ArrayList<>();
        plane.connections(seen::add);
        assertThat(seen).singleElement().satisfies(connection -> {
            assertThat(connection.service()).isEqualTo(WEB.key());
            assertThat(connection.vip()).isEqualTo(other);
        });
    }

    @Test
    void serverIsFullFromItsUpperThresholdUntilItsThresholdIsRaised() {
        Pool.apply(plane, withThresholds(new Thresholds(2, 1)));
        traffic.open(1, WEB.key());
        assertThat(serverLoad().isFull()).isFalse();
        traffic.open(2, WEB.key());
        assertThat(serverLoad().isFull()).isTrue();

        Pool.apply(plane, WEB);
        assertThat(serverLoad().isFull()).isFalse();
    }

    @Test
    void serverWithMoreConnectionsThanItsNewThresholdIsFullAtOnce() {
        Pool.apply(plane, WEB);
        traffic.open(1, WEB.key());
        traffic.open(2, WEB.key());
        Pool.apply(plane, withThresholds(new Thresholds(2, 0)));

        assertThat(serverLoad().isFull()).isTrue();
    }

    private static VirtualService withThresholds(Thresholds thresholds) {
        return WEB.withServers(List.of(SERVER.withThresholds(thresholds)));
    }

    @Test
    void handshakeTimeIsToldWhereOneWasMeasured() {
        Pool.apply(plane, WEB);
        assertThat(serverLoad().latency()).isEmpty();

        maps.setNumber(MapName.SERVER_LOADS, "server_load", 1, "latency", 1_500);
        assertThat(serverLoad().latency()).contains(Duration.ofNanos(1_500_000));
    }
}
