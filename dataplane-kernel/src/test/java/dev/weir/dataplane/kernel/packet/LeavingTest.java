package dev.weir.dataplane.kernel.packet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.model.Family;
import dev.weir.model.Protocol;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that leave: quiesced, removed, or removed with their connections waiting for their return. */
@Tag("root")
final class LeavingTest {
    private static final Stage TCP = new Stage(Family.IPV4, Protocol.TCP);

    private PacketPath path;

    @BeforeEach
    void load() {
        path = PacketPath.load(4096);
    }

    @AfterEach
    void unload() {
        path.close();
    }

    static Stream<Arguments> stagesAndMethods() {
        return Stage.all()
                .flatMap(stage ->
                        Stream.of("NAT", "TUNNELLING", "DIRECT_ROUTING").map(method -> Arguments.of(stage, method)));
    }

    private PacketPath.Server server(Stage stage, int number, String method) {
        return path.server(stage.real(number, 80), stage.local(), method);
    }

    @ParameterizedTest
    @MethodSource("stagesAndMethods")
    void flowsOfAServerThatWasRemovedArePickedAnew(Stage stage, String method) {
        PacketPath.Server leaving = server(stage, 1, method);
        PacketPath.Server other = server(stage, 2, method);
        int service = path.serve(ServiceSetup.of(stage, "SLOT_BY_TURN", leaving));
        Clients clients = Clients.of(path, stage);
        clients.open(stage.client());
        clients.send(stage.client(), Transport.ACK);
        path.serve(service, ServiceSetup.of(stage, "SLOT_BY_TURN", other));
        path.remove(leaving);

        assertReaches(clients, other, Transport.ACK);
        assertReaches(clients, other, Transport.ACK);
        assertThat(path.counter(other, "connections")).isEqualTo(1);
        path.sweep();
        assertThat(path.recorded()).isEqualTo(1);
        assertThat(path.active(leaving) + path.inactive(leaving)).isZero();
        assertThat(path.services().state(service, "connections")).isEqualTo(1);
    }

    private void assertReaches(Clients clients, PacketPath.Server server, int flags) {
        long before = path.counter(server, "packets_in");
        path.receive(clients.packet(clients.stage().client(), flags));
        assertThat(path.counter(server, "packets_in")).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @MethodSource("stagesAndMethods")
    void flowsThatWaitForTheirServerAreDroppedUntilItReturns(Stage stage, String method) {
        PacketPath.Server leaving = server(stage, 1, method);
        PacketPath.Server other = server(stage, 2, method);
        int service = path.serve(ServiceSetup.of(stage, "SLOT_BY_TURN", leaving).flag("HOLDS_GONE"));
        Clients clients = Clients.of(path, stage);
        clients.open(stage.client());
        clients.send(stage.client(), Transport.ACK);
        path.serve(service, ServiceSetup.of(stage, "SLOT_BY_TURN", other).flag("HOLDS_GONE"));
        path.hold(leaving);

        for (int i = 1; i <= 3; i++) {
            assertThat(clients.send(stage.client(), Transport.ACK)).isEqualTo(Clients.REFUSED);
            assertThat(path.drops("SERVER_GONE")).isEqualTo(i).isEqualTo(path.allDrops());
        }
        path.setClock(5);
        path.sweep();
        assertThat(path.active(leaving)).isEqualTo(1);
        path.receive(clients.packet(stage.client(99), Transport.SYN));
        assertThat(path.counter(other, "connections")).isEqualTo(1);

        path.restore(leaving);
        assertReaches(clients, leaving, Transport.ACK);
        assertThat(path.active(leaving)).isEqualTo(1);
        assertThat(path.counter(leaving, "connections")).isEqualTo(1);
    }

    @Test
    void flowsThatWaitDoNotWaitLongerForBeingAskedAgain() {
        PacketPath.Server leaving = server(TCP, 1, "NAT");
        int service = path.serve(ServiceSetup.of(TCP, "SLOT_BY_TURN", leaving).flag("HOLDS_GONE"));
        Clients clients = Clients.of(path, TCP);
        clients.establish(TCP.client());
        path.hold(leaving);

        for (int second = 0; second < 900; second += 30) {
            path.setClock(second);
            path.sweep();
            assertThat(clients.send(TCP.client(), Transport.ACK)).isEqualTo(Clients.REFUSED);
        }
        path.setClock(901);
        path.sweep();
        assertThat(path.active(leaving)).isZero();
        assertThat(path.services().state(service, "connections")).isZero();
        assertThat(path.recorded()).isZero();
    }

    @Test
    void aNewConnectionFromThePortOfOneThatWaitsGoesElsewhere() {
        PacketPath.Server leaving = server(TCP, 1, "NAT");
        PacketPath.Server other = server(TCP, 2, "NAT");
        int service = path.serve(ServiceSetup.of(TCP, "SLOT_BY_TURN", leaving).flag("HOLDS_GONE"));
        Clients clients = Clients.of(path, TCP);
        clients.establish(TCP.client());
        clients.send(TCP.client(), Transport.RST);
        path.hold(leaving);
        path.serve(service, ServiceSetup.of(TCP, "SLOT_BY_TURN", other).flag("HOLDS_GONE"));

        assertThat(clients.open(TCP.client())).isEqualTo(other.place());
        assertThat(path.inactive(leaving)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"removed", "waiting"})
    void countsOfAServerThatLeftGoDownToZero(String how) {
        PacketPath.Server leaving = server(TCP, 1, "NAT");
        PacketPath.Server other = server(TCP, 2, "NAT");
        int service = path.serve(ServiceSetup.of(TCP, "SLOT_BY_TURN", leaving, other)
                .persistent(30)
                .with("client_limit", 1000));
        Clients clients = Clients.of(path, TCP);
        Random random = new Random(7);
        for (int client = 0; client < 500; client++) {
            clients.open(TCP.client(client, 4000));
            if (random.nextBoolean()) {
                clients.send(TCP.client(client, 4000), Transport.ACK);
            }
            if (random.nextInt(4) == 0) {
                clients.send(
                        TCP.client(client, 4000), random.nextBoolean() ? Transport.RST : Transport.FIN | Transport.ACK);
            }
        }
        assertThat(path.active(leaving) + path.inactive(leaving)).isEqualTo(250);
        path.serve(
                service,
                ServiceSetup.of(TCP, "SLOT_BY_TURN", other).persistent(30).with("client_limit", 1000));
        if (how.equals("removed")) {
            path.remove(leaving);
            path.sweep();
        } else {
            path.hold(leaving);
            path.setClock(1000);
            path.sweep();
        }

        assertThat(path.active(leaving)).isZero();
        assertThat(path.inactive(leaving)).isZero();
        assertThat(path.load(leaving, "templates")).isZero();
        path.setClock(2000);
        path.sweep();
        path.setClock(2100);
        path.sweep();
        assertThat(path.services().state(service, "connections")).isZero();
        assertThat(path.services().state(service, "templates")).isZero();
        assertThat(path.recorded()).isZero();
        assertThat(path.indexed()).isZero();
    }

    @Test
    void whatIsRecordedOfAServerIsNotCountedAtTheOneThatGotItsPlace() {
        PacketPath.Server leaving = server(TCP, 1, "NAT");
        path.serve(ServiceSetup.of(TCP, "SLOT_BY_TURN", leaving));
        Clients clients = Clients.of(path, TCP);
        clients.establish(TCP.client());
        path.setLoad(leaving, "both", 0);
        path.replace(leaving);

        assertThat(clients.send(TCP.client(), Transport.ACK)).isEqualTo(leaving.place());
        assertThat(path.counter(leaving, "connections")).as("picked anew").isEqualTo(2);
        path.sweep();
        assertThat(path.active(leaving)).isZero();
        assertThat(path.inactive(leaving)).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("dev.weir.dataplane.kernel.packet.SchedulersTest#kinds")
    void aQuiescedServerGetsNothingNewAndKeepsWhatExists(String kind) {
        PacketPath.Server[] servers = {server(TCP, 1, "NAT"), server(TCP, 2, "NAT"), server(TCP, 3, "NAT")};
        path.serve(ServiceSetup.of(TCP, kind, servers).flag("FALLS_BACK"));
        Clients clients = Clients.of(path, TCP);
        int first = clients.establish(TCP.client());
        PacketPath.Server quiesced = Stream.of(servers)
                .filter(each -> each.place() == first)
                .findAny()
                .orElseThrow();
        path.weigh(quiesced, 0);

        for (int client = 0; client < 60; client++) {
            assertThat(clients.open(TCP.client(client, 5000))).isPositive().isNotEqualTo(first);
        }
        assertThat(clients.send(TCP.client(), Transport.ACK)).isEqualTo(first);
        assertThat(path.counter(quiesced, "connections")).isEqualTo(1);
    }
}
