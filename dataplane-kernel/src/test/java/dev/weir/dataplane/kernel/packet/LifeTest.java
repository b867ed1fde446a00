package dev.weir.dataplane.kernel.packet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.linux.bpf.XdpVerdict;
import dev.weir.model.Endpoint;
import dev.weir.model.Family;
import dev.weir.model.Protocol;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection from its first packet to its expiry, and the counts that lc and wlc rely on. */
@Tag("root")
final class LifeTest {
    private static final Stage TCP = new Stage(Family.IPV4, Protocol.TCP);
    private static final Stage UDP = new Stage(Family.IPV4, Protocol.UDP);
    private static final int SYN_ACK = Transport.SYN | Transport.ACK;
    private static final int FIN_ACK = Transport.FIN | Transport.ACK;

    private PacketPath path;
    private PacketPath.Server server;

    @BeforeEach
    void load() {
        path = PacketPath.load(20_000);
        server = path.server(TCP.real(1, 8080), TCP.local(), "NAT");
        path.service(TCP.vip().toString(), Protocol.TCP, "SLOT_BY_TURN", server);
        path.service(UDP.vip().toString(), Protocol.UDP, "SLOT_BY_TURN", server);
    }

    @AfterEach
    void unload() {
        path.close();
    }

    private void client(int flags) {
        client(TCP.client().port(), flags);
    }

    private void client(int port, int flags) {
        Packet packet = TCP.fromClient(TCP.carrying(flags, 0)).between(TCP.client(port), TCP.vip());
        assertThat(path.receive(packet).verdict()).isEqualTo(XdpVerdict.TX);
    }

    private void server(int flags) {
        server(TCP.client().port(), flags);
    }

    private void server(int port, int flags) {
        Packet packet = TCP.fromServer(server, TCP.carrying(flags, 0)).between(server.endpoint(), TCP.client(port));
        assertThat(path.receive(packet).verdict()).isEqualTo(XdpVerdict.TX);
    }

    private void assertStands(String state, int active, int inactive) {
        assertThat(path.states()).containsExactly(state);
        assertThat(path.active(server)).isEqualTo(active);
        assertThat(path.inactive(server)).isEqualTo(inactive);
    }

    @Test
    void aConnectionIsActiveFromItsHandshakeToItsFirstFin() {
        client(Transport.SYN);
        assertStands("syn_recv", 0, 1);
        server(SYN_ACK);
        assertStands("syn_recv", 0, 1);
        client(Transport.ACK);
        assertStands("established", 1, 0);
        client(FIN_ACK);
        assertStands("fin_wait", 0, 1);
        server(Transport.ACK);
        assertStands("fin_wait", 0, 1);
        server(FIN_ACK);
        assertStands("time_wait", 0, 1);
        client(Transport.ACK);
        assertStands("time_wait", 0, 1);
    }

    @Test
    void aResetOfEitherSideClosesIt() {
        client(Transport.SYN);
        client(Transport.ACK);
        server(Transport.RST);
        assertStands("close", 0, 1);
        client(Transport.SYN);
        assertStands("syn_recv", 0, 1);
        client(Transport.RST);
        assertStands("close", 0, 1);
    }

    @Test
    void aNewSynAfterTheEndBeginsAnew() {
        client(Transport.SYN);
        client(Transport.ACK);
        client(FIN_ACK);
        server(FIN_ACK);
        client(Transport.SYN);
        assertStands("syn_recv", 0, 1);
        client(Transport.ACK);
        assertStands("established", 1, 0);
    }

    @Test
    void aSynInTheMiddleChangesNothing() {
        client(Transport.SYN);
        client(Transport.ACK);
        client(Transport.SYN);
        assertStands("established", 1, 0);
    }

    @Test
    void aDatagramFlowIsActiveUntilItExpires() {
        path.receive(UDP.fromClient(UDP.opening()));
        assertStands("udp", 1, 0);
        path.setClock(299);
        path.sweep();
        assertStands("udp", 1, 0);
        path.setClock(301);
        path.sweep();
        assertThat(path.active(server)).isZero();
        assertThat(path.recorded()).isZero();
    }

    @Test
    void aPacketPutsExpiryOff() {
        path.receive(UDP.fromClient(UDP.opening()));
        path.setClock(200);
        path.receive(UDP.fromClient(UDP.carrying(0, 9)));
        path.setClock(450);
        path.sweep();
        assertStands("udp", 1, 0);
    }

    @Test
    void anExpiredConnectionIsForgottenAndItsEntryServesAgain() {
        client(Transport.SYN);
        path.setClock(61);
        path.sweep();
        assertThat(path.recorded()).isZero();
        assertThat(path.states()).containsExactly("unlinked");
        path.setClock(62);
        path.sweep();
        assertThat(path.states()).isEmpty();
        client(Transport.SYN);
        assertStands("syn_recv", 0, 1);
    }

    @Test
    void flowsOfAServerThatLeftArePickedAnew() {
        PacketPath.Server other = path.server(TCP.real(2, 8080), TCP.local(), "NAT");
        client(Transport.SYN);
        client(Transport.ACK);
        path.service(TCP.vip().toString(), Protocol.TCP, "SLOT_BY_TURN", other);
        path.remove(server);

        client(Transport.ACK);

        assertThat(path.counter(other, "connections")).isEqualTo(1);
        client(Transport.ACK);
        assertThat(path.counter(other, "connections")).isEqualTo(1);
        assertThat(path.active(other)).as("its new server will reset it").isZero();
        path.setClock(12);
        path.sweep();
        assertThat(path.inactive(other)).isZero();
        assertThat(path.recorded()).isZero();
        assertThat(path.indexed()).isZero();
    }

    @Test
    void aPortUsedAgainIsANewConnectionOfTheSameServer() {
        client(Transport.SYN);
        client(Transport.RST);
        client(Transport.SYN);
        assertStands("syn_recv", 0, 1);
        assertThat(path.counter(server, "connections")).isEqualTo(2);
    }

    @Test
    void aPortUsedAgainGoesToAnotherServerWhereTheOldTakesNoMore() {
        PacketPath.Server other = path.server(TCP.real(2, 8080), TCP.local(), "NAT");
        client(Transport.SYN);
        client(Transport.RST);
        path.service(TCP.vip().toString(), Protocol.TCP, "SLOT_BY_TURN", other);
        path.weigh(server, 0);

        client(Transport.SYN);

        assertThat(path.counter(other, "connections")).isEqualTo(1);
        assertThat(path.inactive(other)).isEqualTo(1);
        assertThat(path.inactive(server)).isZero();
    }

    @Test
    void aResetOnItsLastHopClosesNothing() {
        client(Transport.SYN);
        client(Transport.ACK);
        path.receive(TCP.fromClient(TCP.carrying(Transport.RST, 0)).withTtl(1));
        assertStands("established", 1, 0);
    }

    @Test
    void tcpAndUdpOfTheSamePortsAreFlowsOfTheirOwn() {
        PacketPath.Server forUdp = path.server(UDP.real(2, 8080), UDP.local(), "NAT");
        path.service(UDP.vip().toString(), Protocol.UDP, "SLOT_BY_TURN", forUdp);
        client(Transport.SYN);
        path.receive(UDP.fromClient(UDP.opening()));

        assertThat(path.counter(server, "packets_in")).isEqualTo(1);
        assertThat(path.counter(forUdp, "packets_in")).isEqualTo(1);
    }

    /** Connections of one client's end to as many services share one hash. */
    @Test
    void oneClientPortReachesAThousandServices() {
        for (int port = 1; port <= 1000; port++) {
            path.service(new Endpoint(TCP.vip().address(), port).toString(), Protocol.TCP, "SLOT_BY_TURN", server);
        }
        for (int round = 0; round < 2; round++) {
            for (int port = 1; port <= 1000; port++) {
                Endpoint vip = new Endpoint(TCP.vip().address(), port);
                Packet packet = TCP.fromClient(TCP.opening()).between(TCP.client(), vip);
                assertThat(path.receive(packet).verdict()).isEqualTo(XdpVerdict.TX);
            }
        }
        assertThat(path.counter(server, "connections")).isEqualTo(1000);
        path.setClock(61);
        path.sweep();
        assertThat(path.indexed()).isZero();
    }

    @Test
    void aClientMayHaveTheLowerPort() {
        Endpoint low = new Endpoint(TCP.client().address(), 20);
        Packet opening = TCP.fromClient(TCP.opening()).between(low, TCP.vip());
        Packet reply = TCP.fromServer(server, TCP.carrying(SYN_ACK, 0)).between(server.endpoint(), low);

        assertThat(path.receive(opening).verdict()).isEqualTo(XdpVerdict.TX);
        assertThat(path.receive(reply).verdict()).isEqualTo(XdpVerdict.TX);
        assertThat(path.receive(TCP.fromClient(TCP.carrying(Transport.ACK, 0)).between(low, TCP.vip()))
                        .verdict())
                .isEqualTo(XdpVerdict.TX);
        assertStands("established", 1, 0);
    }

    @Test
    void aTableThatWasFullServesAgainAndItsIndexEmpties() {
        try (PacketPath small = PacketPath.load(64)) {
            PacketPath.Server real = small.server(TCP.real(1, 8080), TCP.local(), "NAT");
            small.service(TCP.vip().toString(), Protocol.TCP, "SLOT_BY_TURN", real);
            for (int round = 0; round < 5; round++) {
                for (int port = 0; port < 64; port++) {
                    Packet opening = TCP.fromClient(TCP.opening()).between(TCP.client(1000 + port), TCP.vip());
                    assertThat(small.receive(opening).verdict()).isEqualTo(XdpVerdict.TX);
                }
                assertThat(small.indexed()).isEqualTo(64);
                small.setClock(100 * round + 62);
                small.sweep();
                assertThat(small.indexed()).isZero();
                small.setClock(100 * round + 63);
                small.sweep();
                small.setClock(100 * (round + 1));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void countsAreExactAfterTenThousandConnectionsOfEveryFate(long seed) {
        Random random = new Random(seed);
        int open = 0;
        for (int port = 1; port <= 10_000; port++) {
            client(port, Transport.SYN);
            switch (random.nextInt(5)) {
                case 0 -> client(port, Transport.RST);
                case 1 -> server(port, Transport.RST);
                case 2 -> {
                    server(port, SYN_ACK);
                    client(port, Transport.ACK);
                    client(port, FIN_ACK);
                    server(port, FIN_ACK);
                }
                case 3 -> {
                    client(port, Transport.ACK);
                    open++;
                }
                default -> server(port, SYN_ACK);
            }
        }
        assertThat(path.active(server)).isEqualTo(open);
        assertThat(path.inactive(server)).isEqualTo(10_000 - open);

        path.setClock(130);
        path.sweep();
        assertThat(path.active(server)).isEqualTo(open);
        assertThat(path.inactive(server)).isZero();

        path.setClock(1100);
        path.sweep();
        assertThat(path.active(server)).isZero();
        assertThat(path.inactive(server)).isZero();
        assertThat(path.recorded()).isZero();
        assertThat(path.counter(server, "connections")).isEqualTo(10_000);
    }
}
