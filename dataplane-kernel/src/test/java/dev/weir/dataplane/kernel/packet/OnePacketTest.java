package dev.weir.dataplane.kernel.packet;

import static dev.weir.dataplane.kernel.packet.Frames.assertOutcome;
import static dev.weir.dataplane.kernel.packet.PacketPath.DIRECTOR;
import static dev.weir.dataplane.kernel.packet.PacketPath.ROUTER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.linux.bpf.XdpVerdict;
import dev.weir.model.Endpoint;
import dev.weir.model.Family;
import dev.weir.model.MacAddress;
import dev.weir.model.Protocol;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One-packet scheduling: each packet is scheduled for itself, and nothing is recorded. */
@Tag("root")
final class OnePacketTest {
    private static final Stage IPV4 = new Stage(Family.IPV4, Protocol.UDP);

    private PacketPath path;
    private final PacketPath.Server[] servers = new PacketPath.Server[3];

    @BeforeEach
    void load() {
        path = PacketPath.load();
    }

    @AfterEach
    void unload() {
        path.close();
    }

    static Stream<Stage> stages() {
        return Arrays.stream(Family.values()).map(family -> new Stage(family, Protocol.UDP));
    }

    private ServiceSetup setup(Stage stage, String method, int port) {
        for (int i = 0; i < servers.length; i++) {
            servers[i] = path.server(stage.real(i + 1, port), stage.local(), method);
        }
        return ServiceSetup.of(stage, "SLOT_BY_TURN", servers).flag("ONE_PACKET");
    }

    private static Packet query(Stage stage, int bytes) {
        return stage.fromClient(stage.carrying(0, bytes));
    }

    @ParameterizedTest
    @MethodSource("stages")
    void eachPacketOfAClientsPortGetsAServerForItself(Stage stage) {
        int service = path.serve(setup(stage, "NAT", 53));
        Clients clients = Clients.of(path, stage);
        for (int i = 0; i < 9; i++) {
            assertThat(clients.open(stage.client())).isEqualTo(servers[i % 3].place());
        }

        assertThat(path.recorded()).isZero();
        assertThat(path.indexed()).isZero();
        assertThat(path.services().state(service, "connections")).isZero();
        for (PacketPath.Server server : servers) {
            assertThat(path.active(server) + path.inactive(server)).isZero();
            assertThat(path.counter(server, "connections")).isEqualTo(3);
            assertThat(path.counter(server, "packets_in")).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @MethodSource("stages")
    void inNatEachServersReplyComesFromTheVipToTheClientThatAsked(Stage stage) {
        path.serve(setup(stage, "NAT", 5353));
        for (int i = 0; i < 3; i++) {
            MacAddress router = PacketPath.mac(0x70 + i);
            Endpoint client = stage.client(i, 4000 + i);
            Packet sent = query(stage, 20 + i).between(client, stage.vip()).sentBy(router, DIRECTOR);
            assertOutcome(
                    path.receive(sent),
                    XdpVerdict.TX,
                    sent.between(client, servers[i].endpoint())
                            .sentBy(DIRECTOR, servers[i].mac())
                            .withTtl(63)
                            .frame());
        }
        for (int i = 2; i >= 0; i--) {
            Endpoint client = stage.client(i, 4000 + i);
            Packet reply =
                    stage.fromServer(servers[i], stage.carrying(0, 100 + i)).between(servers[i].endpoint(), client);
            assertOutcome(
                    path.receive(reply),
                    XdpVerdict.TX,
                    reply.between(stage.vip(), client)
                            .sentBy(DIRECTOR, PacketPath.mac(0x70 + i))
                            .withTtl(63)
                            .frame());
            assertThat(path.counter(servers[i], "packets_out")).isEqualTo(1);
            assertThat(path.counter(servers[i], "bytes_out")).isEqualTo(reply.network().length);
        }
        assertThat(path.recorded()).isZero();
    }

    @Test
    void aDatagramWithoutAChecksumKeepsNone() {
        path.serve(setup(IPV4, "NAT", 5353));
        Packet sent = IPV4.fromClient(new Transport.Udp(0, 0, false, new byte[9]));
        path.receive(sent);
        Packet reply = IPV4.fromServer(servers[0], new Transport.Udp(0, 0, false, new byte[9]));

        assertOutcome(
                path.receive(reply),
                XdpVerdict.TX,
                reply.between(IPV4.vip(), IPV4.client())
                        .sentBy(DIRECTOR, ROUTER)
                        .withTtl(63)
                        .frame());
    }

    @ParameterizedTest
    @MethodSource("stages")
    void whatAnswersNothingThatWasAskedPasses(Stage stage) {
        path.serve(setup(stage, "NAT", 53));
        path.receive(query(stage, 9));
        for (Packet foreign : new Packet[] {
            stage.fromServer(servers[1], stage.carrying(0, 9)),
            stage.fromServer(servers[0], stage.carrying(0, 9)).between(servers[0].endpoint(), stage.client(40_001)),
            stage.fromServer(servers[0], new Transport.Tcp(0, 0, Transport.ACK, new byte[0]))
        }) {
            assertOutcome(path.receive(foreign), XdpVerdict.PASS, foreign.frame());
        }
        Packet last = stage.fromServer(servers[0], stage.carrying(0, 9)).withTtl(1);
        path.receive(last);
        assertThat(path.notes("TTL_ANSWERED")).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("stages")
    void inDirectRoutingTheFrameAloneChanges(Stage stage) {
        path.serve(setup(stage, "DIRECT_ROUTING", Stage.PORT));
        for (int i = 0; i < 6; i++) {
            Packet sent = query(stage, i);
            assertOutcome(
                    path.receive(sent),
                    XdpVerdict.TX,
                    sent.sentBy(DIRECTOR, servers[i % 3].mac()).withTtl(63).frame());
        }
    }

    @ParameterizedTest
    @MethodSource("stages")
    void inTunnellingTheOuterHeaderTellsFlowsApart(Stage stage) {
        path.serve(setup(stage, "TUNNELLING", Stage.PORT));
        int outer = Packet.ETHERNET + (stage.family() == Family.IPV6 ? 40 : 20);
        Set<Integer> labels = new HashSet<>();
        for (int port = 1; port <= 9; port++) {
            Packet sent = query(stage, 10).between(stage.client(40_000 + port), stage.vip());
            byte[] frame = path.receive(sent).frame();

            assertThat(PacketPath.placeOf(frame)).isEqualTo(servers[(port - 1) % 3].place());
            assertThat(Arrays.copyOfRange(frame, outer, frame.length))
                    .isEqualTo(sent.withTtl(63).network());
            labels.add((frame[15] & 0x0f) << 16 | (frame[16] & 0xff) << 8 | (frame[17] & 0xff));
        }
        assertThat(labels).hasSize(stage.family() == Family.IPV6 ? 9 : 1);
    }

    @ParameterizedTest
    @MethodSource("stages")
    void aClientsRateCountsPackets(Stage stage) {
        int service = path.serve(setup(stage, "NAT", 53).with("client_rate", 3));
        Clients clients = Clients.of(path, stage);
        for (int i = 0; i < 3; i++) {
            assertThat(clients.open(stage.client())).isPositive();
        }
        clients.assertRefused(stage.client(), "CLIENT_RATE");
        assertThat(clients.open(stage.client(1, 4000))).isPositive();
        assertThat(path.services().connectionsOf(stage.client().address(), service))
                .isZero();
        path.setClock(1);
        assertThat(clients.open(stage.client())).isPositive();
    }

    @ParameterizedTest
    @MethodSource("stages")
    void packetsOfAPersistentClientGoToOneServer(Stage stage) {
        path.serve(setup(stage, "NAT", 53).persistent(60));
        Clients clients = Clients.of(path, stage);
        for (int client = 0; client < 6; client++) {
            for (int port = 1; port < 5; port++) {
                assertThat(clients.open(stage.client(client, port))).isEqualTo(servers[client % 3].place());
            }
        }
        assertThat(path.templates()).isEqualTo(6).isEqualTo(path.recorded());
    }

    /** No connection is counted, and still the first packet is within the bound. */
    @Test
    void aBoundedLoadTakesEachPacket() {
        path.serve(setup(IPV4, "NAT", 53).with("bounded_load", 125).with("total_pull", 300));
        path.serve(
                0,
                ServiceSetup.of(IPV4, "SLOT_BY_CLIENT", servers)
                        .flag("ONE_PACKET")
                        .with("bounded_load", 125)
                        .with("total_pull", 300));
        Clients clients = Clients.of(path, IPV4);
        int server = clients.open(IPV4.client());
        assertThat(server).isPositive();
        assertThat(clients.open(IPV4.client())).isEqualTo(server);
    }

    @Test
    void whereNoServerTakesItTheReasonIsCounted() {
        path.serve(setup(IPV4, "NAT", 53));
        for (PacketPath.Server server : servers) {
            path.weigh(server, 0);
        }
        Clients.of(path, IPV4).assertRefused(IPV4.client(), "SERVER_LIMIT");
    }
}
