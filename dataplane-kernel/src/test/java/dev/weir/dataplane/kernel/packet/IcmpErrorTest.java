package dev.weir.dataplane.kernel.packet;

import static dev.weir.dataplane.kernel.packet.Frames.assertOutcome;
import static dev.weir.dataplane.kernel.packet.PacketPath.DIRECTOR;
import static dev.weir.dataplane.kernel.packet.PacketPath.ROUTER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.linux.bpf.XdpVerdict;
import dev.weir.model.Endpoint;
import dev.weir.model.Family;
import dev.weir.model.IpAddress;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** ICMP errors go where the connection that they quote goes, and quote it in the words of who gets them. */
@Tag("root")
final class IcmpErrorTest {
    private static final int MTU = 1400;
    private static final int WHOLE = 10_000;

    private PacketPath path;

    @BeforeEach
    void load() {
        path = PacketPath.load();
    }

    @AfterEach
    void unload() {
        path.close();
    }

    /** Each family and protocol, with quotes that end within and behind the transport checksum. */
    static Stream<Arguments> stagesAndQuotes() {
        return ForwardingTest.stages()
                .flatMap(stage -> Stream.of(8, 20, WHOLE).map(quoted -> Arguments.of(stage, quoted)));
    }

    private PacketPath.Server serve(Stage stage, String method, int port) {
        PacketPath.Server server = path.server(stage.real(1, port), stage.local(), method);
        path.service(stage.vip().toString(), stage.protocol(), "SLOT_BY_TURN", server);
        path.receive(stage.fromClient(stage.opening()));
        return server;
    }

    private static Endpoint router(Stage stage) {
        return new Endpoint(IpAddress.parse(stage.family() == Family.IPV4 ? "203.0.113.9" : "2001:db8:ffff::9"), 1);
    }

    /** An error that quotes so many bytes of what the quoted packet carried. */
    private static Packet error(Packet frame, int quotedBytes) {
        boolean ipv6 = frame.ipv6();
        byte[] network = frame.network();
        int length = Math.min(network.length, (ipv6 ? 40 : 20) + quotedBytes);
        return frame.with(new Transport.Icmp(ipv6 ? 2 : 3, ipv6 ? 0 : 4, MTU, Arrays.copyOf(network, length)));
    }

    private static Packet errorBetween(Endpoint source, Endpoint destination, Packet quoted, int quotedBytes) {
        return error(quoted, quotedBytes).between(source, destination).sentBy(ROUTER, DIRECTOR);
    }

    @ParameterizedTest
    @MethodSource("stagesAndQuotes")
    void anErrorAboutAReplyReachesTheNatServerAsIfTheServerHadSentItsOwn(Stage stage, int quotedBytes) {
        PacketPath.Server server = serve(stage, "NAT", 8080);
        Packet reply = stage.fromServer(server, stage.carrying(Transport.ACK, 40));
        Packet asClientSawIt = reply.between(stage.vip(), stage.client());

        Packet sent = errorBetween(router(stage), stage.vip(), asClientSawIt, quotedBytes);
        Packet expected = errorBetween(router(stage), server.endpoint(), reply, quotedBytes)
                .sentBy(DIRECTOR, server.mac())
                .withTtl(63);

        assertOutcome(path.receive(sent), XdpVerdict.TX, expected.frame());
        assertThat(path.notes("ICMP_FOLLOWED")).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("stagesAndQuotes")
    void anErrorOfANatServerReachesTheClientAsIfTheVipHadSentIt(Stage stage, int quotedBytes) {
        PacketPath.Server server = serve(stage, "NAT", 8080);
        Packet request = stage.fromClient(stage.carrying(Transport.ACK, 40));
        Packet asServerSawIt = request.between(stage.client(), server.endpoint());

        Packet sent = errorBetween(server.endpoint(), stage.client(), asServerSawIt, quotedBytes);
        Packet expected = errorBetween(stage.vip(), stage.client(), request, quotedBytes)
                .sentBy(DIRECTOR, ROUTER)
                .withTtl(63);

        assertOutcome(path.receive(sent), XdpVerdict.TX, expected.frame());
    }

    @ParameterizedTest
    @MethodSource("stagesAndQuotes")
    void anErrorOfARouterBeforeTheServerKeepsTheRoutersAddress(Stage stage, int quotedBytes) {
        PacketPath.Server server = serve(stage, "NAT", 8080);
        Packet request = stage.fromClient(stage.carrying(Transport.ACK, 40));
        Packet asServerSawIt = request.between(stage.client(), server.endpoint());

        Packet sent = errorBetween(router(stage), stage.client(), asServerSawIt, quotedBytes);
        Packet expected = errorBetween(router(stage), stage.client(), request, quotedBytes)
                .sentBy(DIRECTOR, ROUTER)
                .withTtl(63);

        assertOutcome(path.receive(sent), XdpVerdict.TX, expected.frame());
    }

    @ParameterizedTest
    @MethodSource("stagesAndQuotes")
    void inDirectRoutingAnErrorReachesTheServerAsItCame(Stage stage, int quotedBytes) {
        PacketPath.Server server = serve(stage, "DIRECT_ROUTING", Stage.PORT);
        Packet reply = stage.fromClient(stage.carrying(Transport.ACK, 40)).between(stage.vip(), stage.client());
        Packet sent = errorBetween(router(stage), stage.vip(), reply, quotedBytes);

        assertOutcome(
                path.receive(sent),
                XdpVerdict.TX,
                sent.sentBy(DIRECTOR, server.mac()).withTtl(63).frame());
    }

    @ParameterizedTest
    @MethodSource("stagesAndQuotes")
    void inTunnellingAnErrorReachesTheServerInTheTunnel(Stage stage, int quotedBytes) {
        serve(stage, "TUNNELLING", Stage.PORT);
        Packet reply = stage.fromClient(stage.carrying(Transport.ACK, 40)).between(stage.vip(), stage.client());
        Packet sent = errorBetween(router(stage), stage.vip(), reply, quotedBytes);

        PacketPath.Outcome outcome = path.receive(sent);

        assertThat(outcome.verdict()).isEqualTo(XdpVerdict.TX);
        int outer = Packet.ETHERNET + (stage.family() == Family.IPV6 ? 40 : 20);
        assertThat(Arrays.copyOfRange(outcome.frame(), outer, outcome.frame().length))
                .isEqualTo(sent.withTtl(63).network());
    }

    @ParameterizedTest
    @MethodSource("stagesAndQuotes")
    void anErrorAboutNoConnectionIsTheKernels(Stage stage, int quotedBytes) {
        serve(stage, "NAT", 8080);
        Packet foreign = stage.fromClient(stage.carrying(Transport.ACK, 40)).between(stage.vip(), stage.client(40_001));
        byte[] frame =
                errorBetween(router(stage), stage.vip(), foreign, quotedBytes).frame();

        assertOutcome(path.receive(frame), XdpVerdict.PASS, frame);
    }

    @ParameterizedTest
    @MethodSource("stagesAndQuotes")
    void anErrorOnItsLastHopIsDroppedNotAnswered(Stage stage, int quotedBytes) {
        PacketPath.Server server = serve(stage, "NAT", 8080);
        Packet reply = stage.fromServer(server, stage.carrying(Transport.ACK, 40));
        Packet sent = errorBetween(router(stage), stage.vip(), reply.between(stage.vip(), stage.client()), quotedBytes)
                .withTtl(1);

        assertThat(path.receive(sent).verdict()).isEqualTo(XdpVerdict.DROP);
        assertThat(path.drops("TTL_EXPIRED")).isEqualTo(1);
    }
}
