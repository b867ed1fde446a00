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
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SCTP associations: states by their chunks, ports that stay, a checksum that no address is part of. */
@Tag("root")
final class SctpTest {
    private static final int DATA = 0;
    private static final int INIT = 1;
    private static final int INIT_ACK = 2;
    private static final int HEARTBEAT = 4;
    private static final int ABORT = 6;
    private static final int SHUTDOWN = 7;
    private static final int SHUTDOWN_ACK = 8;
    private static final int COOKIE_ECHO = 10;
    private static final int COOKIE_ACK = 11;
    private static final int SHUTDOWN_COMPLETE = 14;

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
        return Arrays.stream(Family.values()).map(family -> new Stage(family, Protocol.SCTP));
    }

    private PacketPath.Server serve(Stage stage, String method) {
        PacketPath.Server server = path.server(stage.real(1, Stage.PORT), stage.local(), method);
        path.serve(ServiceSetup.of(stage, "SLOT_BY_TURN", server));
        return server;
    }

    private static Transport chunk(int type) {
        return new Transport.Sctp(0, 0, type, new byte[] {3, 1, 4, 1, 5});
    }

    private void client(Stage stage, int chunk) {
        assertThat(path.receive(stage.fromClient(chunk(chunk))).verdict()).isEqualTo(XdpVerdict.TX);
    }

    private void reply(PacketPath.Server server, Stage stage, int chunk) {
        assertThat(path.receive(stage.fromServer(server, chunk(chunk))).verdict())
                .isEqualTo(XdpVerdict.TX);
    }

    private void assertStands(PacketPath.Server server, String state, int active, int inactive) {
        assertThat(path.states()).containsExactly(state);
        assertThat(path.active(server)).isEqualTo(active);
        assertThat(path.inactive(server)).isEqualTo(inactive);
    }

    @ParameterizedTest
    @MethodSource("stages")
    void anAssociationLivesFromInitToShutdown(Stage stage) {
        PacketPath.Server server = serve(stage, "NAT");
        client(stage, INIT);
        assertStands(server, "syn_recv", 0, 1);
        reply(server, stage, INIT_ACK);
        assertStands(server, "syn_recv", 0, 1);
        client(stage, COOKIE_ECHO);
        assertStands(server, "established", 1, 0);
        reply(server, stage, COOKIE_ACK);
        client(stage, DATA);
        reply(server, stage, DATA);
        client(stage, HEARTBEAT);
        assertStands(server, "established", 1, 0);
        client(stage, SHUTDOWN);
        assertStands(server, "fin_wait", 0, 1);
        reply(server, stage, SHUTDOWN_ACK);
        assertStands(server, "time_wait", 0, 1);
        client(stage, SHUTDOWN_COMPLETE);
        assertStands(server, "time_wait", 0, 1);
        path.setClock(121);
        path.sweep();
        assertThat(path.inactive(server)).isZero();
        assertThat(path.recorded()).isZero();
    }

    @ParameterizedTest
    @MethodSource("stages")
    void aServersShutdownEndsItToo(Stage stage) {
        PacketPath.Server server = serve(stage, "NAT");
        client(stage, INIT);
        client(stage, COOKIE_ECHO);
        reply(server, stage, SHUTDOWN);
        assertStands(server, "fin_wait", 0, 1);
        client(stage, SHUTDOWN_ACK);
        assertStands(server, "time_wait", 0, 1);
    }

    @ParameterizedTest
    @MethodSource("stages")
    void anAbortOfEitherSideClosesIt(Stage stage) {
        PacketPath.Server server = serve(stage, "NAT");
        client(stage, INIT);
        client(stage, COOKIE_ECHO);
        reply(server, stage, ABORT);
        assertStands(server, "close", 0, 1);
        client(stage, INIT);
        assertStands(server, "syn_recv", 0, 1);
        client(stage, ABORT);
        assertStands(server, "close", 0, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {DATA, INIT_ACK, HEARTBEAT, ABORT, SHUTDOWN, SHUTDOWN_ACK, COOKIE_ECHO, SHUTDOWN_COMPLETE})
    void nothingButAnInitBeginsOne(int chunk) {
        stages().forEach(stage -> {
            serve(stage, "NAT");
            Packet packet = stage.fromClient(chunk(chunk));
            assertOutcome(path.receive(packet), XdpVerdict.PASS, packet.frame());
        });
        assertThat(path.notes("STRAY")).isEqualTo(2);
        assertThat(path.recorded()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"IPV4, 1", "IPV4, 0", "IPV6, 1", "IPV6, 0"})
    void inNatAddressesChangeAndTheChecksumStaysRight(Family family, int named) {
        Stage stage = new Stage(family, Protocol.SCTP);
        PacketPath.Server server = path.server(stage.real(1, named * Stage.PORT), stage.local(), "NAT");
        path.serve(ServiceSetup.of(stage, "SLOT_BY_TURN", server));
        Endpoint real = new Endpoint(server.endpoint().address(), Stage.PORT);
        Packet sent = stage.fromClient(chunk(INIT));
        Packet reply = stage.fromServer(server, chunk(INIT_ACK)).between(real, stage.client());

        PacketPath.Outcome towards = path.receive(sent);
        PacketPath.Outcome back = path.receive(reply);

        assertOutcome(
                towards,
                XdpVerdict.TX,
                sent.between(stage.client(), real)
                        .sentBy(DIRECTOR, server.mac())
                        .withTtl(63)
                        .frame());
        assertOutcome(
                back,
                XdpVerdict.TX,
                reply.between(stage.vip(), stage.client())
                        .sentBy(DIRECTOR, ROUTER)
                        .withTtl(63)
                        .frame());
        assertChecksumIsRight(family, towards.frame());
        assertChecksumIsRight(family, back.frame());
    }

    private static void assertChecksumIsRight(Family family, byte... frame) {
        int offset = Packet.ETHERNET + (family == Family.IPV4 ? 20 : 40);
        ByteBuffer sctp =
                ByteBuffer.wrap(Arrays.copyOfRange(frame, offset, frame.length)).order(ByteOrder.LITTLE_ENDIAN);
        int checksum = sctp.getInt(8);
        CRC32C computed = new CRC32C();
        computed.update(sctp.putInt(8, 0).array());
        assertThat(checksum).isEqualTo((int) computed.getValue());
    }

    @ParameterizedTest
    @MethodSource("stages")
    void directRoutingAndTunnellingLeaveThePacketAsItIs(Stage stage) {
        PacketPath.Server server = serve(stage, "DIRECT_ROUTING");
        Packet sent = stage.fromClient(chunk(INIT));
        assertOutcome(
                path.receive(sent),
                XdpVerdict.TX,
                sent.sentBy(DIRECTOR, server.mac()).withTtl(63).frame());

        serve(stage, "TUNNELLING");
        Packet another = sent.between(stage.client(99), stage.vip());
        byte[] tunnelled = path.receive(another).frame();
        int outer = Packet.ETHERNET + (stage.family() == Family.IPV4 ? 20 : 40);
        assertThat(Arrays.copyOfRange(tunnelled, outer, tunnelled.length))
                .isEqualTo(another.withTtl(63).network());
    }

    private static Packet error(Stage stage, Endpoint from, Endpoint to, Packet quoted) {
        byte[] quote = Arrays.copyOf(quoted.network(), (quoted.ipv6() ? 40 : 20) + 8);
        return quoted.with(new Transport.Icmp(stage.family() == Family.IPV6 ? 1 : 3, 1, 0, quote))
                .between(from, to)
                .sentBy(ROUTER, DIRECTOR);
    }

    @ParameterizedTest
    @MethodSource("stages")
    void icmpErrorsThatQuoteItFollowItBothWays(Stage stage) {
        PacketPath.Server server = serve(stage, "NAT");
        client(stage, INIT);
        Endpoint router =
                new Endpoint(IpAddress.parse(stage.family() == Family.IPV4 ? "203.0.113.9" : "2001:db8:ffff::9"), 1);
        Packet reply = stage.fromServer(server, chunk(DATA));
        Packet request = stage.fromClient(chunk(DATA));

        assertOutcome(
                path.receive(error(stage, router, stage.vip(), reply.between(stage.vip(), stage.client()))),
                XdpVerdict.TX,
                error(stage, router, server.endpoint(), reply)
                        .sentBy(DIRECTOR, server.mac())
                        .withTtl(63)
                        .frame());
        assertOutcome(
                path.receive(error(
                        stage, server.endpoint(), stage.client(), request.between(stage.client(), server.endpoint()))),
                XdpVerdict.TX,
                error(stage, stage.vip(), stage.client(), request)
                        .sentBy(DIRECTOR, ROUTER)
                        .withTtl(63)
                        .frame());
    }
}
