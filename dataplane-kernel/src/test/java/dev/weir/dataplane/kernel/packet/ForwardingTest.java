package dev.weir.dataplane.kernel.packet;

import static dev.weir.dataplane.kernel.packet.Frames.assertOutcome;
import static dev.weir.dataplane.kernel.packet.PacketPath.DIRECTOR;
import static dev.weir.dataplane.kernel.packet.PacketPath.ROUTER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.linux.bpf.XdpVerdict;
import dev.weir.model.Endpoint;
import dev.weir.model.Family;
import dev.weir.model.IpAddress;
import dev.weir.model.Protocol;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each forwarding method in each family and protocol: the frame that leaves is compared whole. */
@Tag("root")
final class ForwardingTest {
    private static final Stage IPV4_TCP = new Stage(Family.IPV4, Protocol.TCP);

    private PacketPath path;

    @BeforeEach
    void load() {
        path = PacketPath.load();
    }

    @AfterEach
    void unload() {
        path.close();
    }

    static Stream<Stage> stages() {
        return Arrays.stream(Family.values())
                .flatMap(family -> Stream.of(Protocol.TCP, Protocol.UDP).map(protocol -> new Stage(family, protocol)));
    }

    private PacketPath.Server serve(Stage stage, String method, String endpoint, String local) {
        PacketPath.Server server = path.server(endpoint, local, method);
        path.service(stage.vip().toString(), stage.protocol(), "SLOT_BY_TURN", server);
        return server;
    }

    /** A client's packet as NAT hands it to a server. */
    private static Packet translated(Stage stage, PacketPath.Server server, Packet sent) {
        return sent.between(stage.client(), server.endpoint())
                .sentBy(DIRECTOR, server.mac())
                .withTtl(63);
    }

    @ParameterizedTest
    @MethodSource("stages")
    void natRewritesDestinationAndPortTowardsTheServer(Stage stage) {
        PacketPath.Server server = serve(stage, "NAT", stage.real(1, 8080), stage.local());
        Packet sent = stage.fromClient(stage.opening());

        assertOutcome(
                path.receive(sent),
                XdpVerdict.TX,
                translated(stage, server, sent).frame());
    }

    @ParameterizedTest
    @MethodSource("stages")
    void natRewritesSourceAndPortTowardsTheClient(Stage stage) {
        PacketPath.Server server = serve(stage, "NAT", stage.real(1, 8080), stage.local());
        path.receive(stage.fromClient(stage.opening()));
        Packet reply = stage.fromServer(server, stage.carrying(Transport.SYN | Transport.ACK, 33));

        assertOutcome(
                path.receive(reply),
                XdpVerdict.TX,
                reply.between(stage.vip(), stage.client())
                        .sentBy(DIRECTOR, ROUTER)
                        .withTtl(63)
                        .frame());
        assertThat(path.counter(server, "packets_out")).isEqualTo(1);
        assertThat(path.counter(server, "bytes_out")).isEqualTo(reply.network().length);
    }

    @ParameterizedTest
    @MethodSource("stages")
    void directRoutingChangesTheFrameAlone(Stage stage) {
        PacketPath.Server server = serve(stage, "DIRECT_ROUTING", stage.real(1, Stage.PORT), stage.local());
        Packet sent = stage.fromClient(stage.opening());

        assertOutcome(
                path.receive(sent),
                XdpVerdict.TX,
                sent.sentBy(DIRECTOR, server.mac()).withTtl(63).frame());
    }

    @ParameterizedTest
    @MethodSource("stages")
    void tunnellingWrapsThePacketInOneOfTheServersFamily(Stage stage) {
        assertTunnelled(stage, stage.real(1, Stage.PORT), stage.local());
    }

    @ParameterizedTest
    @MethodSource("stages")
    void tunnellingWrapsThePacketInOneOfTheOtherFamily(Stage stage) {
        Stage other = new Stage(stage.family() == Family.IPV4 ? Family.IPV6 : Family.IPV4, stage.protocol());
        assertTunnelled(stage, other.real(1, Stage.PORT), other.local());
    }

    private void assertTunnelled(Stage stage, String endpoint, String local) {
        PacketPath.Server server = serve(stage, "TUNNELLING", endpoint, local);
        Packet sent = stage.fromClient(stage.carrying(Transport.SYN, 100)).withTrafficClass(0xb8);

        PacketPath.Outcome outcome = path.receive(sent);

        int label = server.endpoint().address().family() == Family.IPV6 ? flowLabel(outcome.frame()) : 0;
        assertOutcome(
                outcome, XdpVerdict.TX, outer(sent.withTtl(63), server, label).frame());
    }

    private static Packet outer(Packet inner, PacketPath.Server server, int label) {
        IpAddress to = server.endpoint().address();
        Transport whole = new Transport.Raw(inner.ipv6() ? 41 : 4, inner.network());
        Packet outer = Packet.of(server.mac(), DIRECTOR, new Endpoint(server.local(), 1), new Endpoint(to, 1), whole)
                .withTrafficClass(inner.trafficClass());
        if (to.family() == Family.IPV6) {
            return outer.withId(label);
        }
        return outer.withId(inner.ipv6() ? 0 : inner.id())
                .withFragment(inner.ipv6() ? Packet.DONT_FRAGMENT : inner.fragment());
    }

    /** The label is a keyed hash of the flow; that it is one a flow is tested apart. */
    private static int flowLabel(byte... frame) {
        return (frame[15] & 0x0f) << 16 | (frame[16] & 0xff) << 8 | (frame[17] & 0xff);
    }

    @Test
    void packetsOfAFlowKeepTheirFlowLabel() {
        Stage stage = new Stage(Family.IPV6, Protocol.TCP);
        serve(stage, "TUNNELLING", stage.real(1, Stage.PORT), stage.local());

        byte[] first = path.receive(stage.fromClient(stage.opening())).frame();
        byte[] second =
                path.receive(stage.fromClient(stage.carrying(Transport.ACK, 9))).frame();
        byte[] another = path.receive(stage.fromClient(stage.opening()).between(stage.client(40_001), stage.vip()))
                .frame();

        assertThat(flowLabel(second)).isEqualTo(flowLabel(first)).isNotEqualTo(flowLabel(another));
    }

    @Test
    void tunnellingLeavesFragmentingToPacketsThatAllowIt() {
        PacketPath.Server server = serve(IPV4_TCP, "TUNNELLING", IPV4_TCP.real(1, Stage.PORT), IPV4_TCP.local());
        Packet sent = IPV4_TCP.fromClient(IPV4_TCP.opening()).withFragment(0).withId(0xbeef);

        assertOutcome(
                path.receive(sent),
                XdpVerdict.TX,
                outer(sent.withTtl(63), server, 0).frame());
    }

    @ParameterizedTest
    @MethodSource("stages")
    void laterPacketsGoToTheSameServer(Stage stage) {
        PacketPath.Server first = path.server(stage.real(1, Stage.PORT), stage.local(), "DIRECT_ROUTING");
        PacketPath.Server second = path.server(stage.real(2, Stage.PORT), stage.local(), "DIRECT_ROUTING");
        path.service(stage.vip().toString(), stage.protocol(), "SLOT_BY_TURN", first, second);
        path.receive(stage.fromClient(stage.opening()));

        for (int i = 0; i < 10; i++) {
            Packet sent = stage.fromClient(stage.carrying(Transport.ACK | Transport.PSH, 10 * i));
            assertOutcome(
                    path.receive(sent),
                    XdpVerdict.TX,
                    sent.sentBy(DIRECTOR, first.mac()).withTtl(63).frame());
        }
        assertThat(path.counter(first, "packets_in")).isEqualTo(11);
        assertThat(path.counter(first, "connections")).isEqualTo(1);
        assertThat(path.counter(second, "packets_in")).isZero();
    }

    @Test
    void aServerBehindAnotherInterfaceIsReachedByRedirection() {
        PacketPath.Server server =
                path.server(IPV4_TCP.real(1, 80), IPV4_TCP.local(), "NAT", PacketPath.ELSEWHERE, 1500);
        path.service(IPV4_TCP.vip().toString(), Protocol.TCP, "SLOT_BY_TURN", server);
        Packet sent = IPV4_TCP.fromClient(IPV4_TCP.opening());

        assertOutcome(
                path.receive(sent),
                XdpVerdict.REDIRECT,
                translated(IPV4_TCP, server, sent).frame());
    }

    @Test
    void aDatagramWithoutChecksumStaysWithout() {
        Stage stage = new Stage(Family.IPV4, Protocol.UDP);
        PacketPath.Server server = serve(stage, "NAT", stage.real(1, 53), stage.local());
        Packet sent = stage.fromClient(new Transport.Udp(0, 0, false, new byte[] {1, 2, 3}));

        assertOutcome(
                path.receive(sent),
                XdpVerdict.TX,
                translated(stage, server, sent).frame());
    }

    @Test
    void ipOptionsTravelAlong() {
        PacketPath.Server server = serve(IPV4_TCP, "NAT", IPV4_TCP.real(1, 8080), IPV4_TCP.local());
        byte[] routerAlert = {(byte) 0x94, 4, 0, 0, 1, 1, 1, 0};
        Packet sent = IPV4_TCP.fromClient(IPV4_TCP.opening()).withOptions(routerAlert);

        assertOutcome(
                path.receive(sent),
                XdpVerdict.TX,
                translated(IPV4_TCP, server, sent).frame());
    }

    @Test
    void extensionHeadersTravelAlong() {
        Stage stage = new Stage(Family.IPV6, Protocol.TCP);
        PacketPath.Server server = serve(stage, "NAT", stage.real(1, 8080), stage.local());
        byte[] hopByHopThenDestination = {60, 0, 1, 4, 0, 0, 0, 0, 6, 1, 1, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        Packet sent = stage.fromClient(stage.opening()).withExtensions(0, hopByHopThenDestination);

        assertOutcome(
                path.receive(sent),
                XdpVerdict.TX,
                translated(stage, server, sent).frame());
    }

    @Test
    void paddingOfShortFramesStays() {
        PacketPath.Server server = serve(IPV4_TCP, "NAT", IPV4_TCP.real(1, 8080), IPV4_TCP.local());
        Packet sent = IPV4_TCP.fromClient(IPV4_TCP.opening());
        Packet expected = translated(IPV4_TCP, server, sent);

        assertOutcome(
                path.receive(Arrays.copyOf(sent.frame(), 64)), XdpVerdict.TX, Arrays.copyOf(expected.frame(), 64));
    }

    @Test
    void repliesFollowTheClientToAnotherRouter() {
        PacketPath.Server server = serve(IPV4_TCP, "NAT", IPV4_TCP.real(1, 8080), IPV4_TCP.local());
        path.receive(IPV4_TCP.fromClient(IPV4_TCP.opening()));
        path.setClock(1);
        path.receive(IPV4_TCP.fromClient(IPV4_TCP.carrying(Transport.ACK, 0)).sentBy(PacketPath.mac(0x77), DIRECTOR));
        Packet reply = IPV4_TCP.fromServer(server, IPV4_TCP.carrying(Transport.ACK, 5));

        assertOutcome(
                path.receive(reply),
                XdpVerdict.TX,
                reply.between(IPV4_TCP.vip(), IPV4_TCP.client())
                        .sentBy(DIRECTOR, PacketPath.mac(0x77))
                        .withTtl(63)
                        .frame());
    }
}
