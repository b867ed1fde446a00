package dev.weir.dataplane.kernel.packet;

import static dev.weir.dataplane.kernel.packet.Frames.assertOutcome;
import static dev.weir.dataplane.kernel.packet.PacketPath.DIRECTOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.linux.bpf.XdpVerdict;
import dev.weir.model.Endpoint;
import dev.weir.model.Family;
import dev.weir.model.Protocol;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tunnels with GRE or GUE between the two IP headers. */
@Tag("root")
final class ShimTest {
    private static final int GUE_PORT = 6080;
    private static final int FIRST_EPHEMERAL_PORT = 49_152;
    private static final Stage IPV4 = new Stage(Family.IPV4, Protocol.TCP);

    private PacketPath path;

    @BeforeEach
    void load() {
        path = PacketPath.load();
    }

    @AfterEach
    void unload() {
        path.close();
    }

    static Stream<Arguments> tunnels() {
        return Stage.all().flatMap(stage -> Arrays.stream(Family.values()).map(family -> Arguments.of(stage, family)));
    }

    private PacketPath.Server serve(Stage stage, Family family, String encapsulation, int port) {
        Stage other = new Stage(family, stage.protocol());
        PacketPath.Server server = path.server(other.real(1, Stage.PORT), other.local(), "TUNNELLING");
        path.encapsulate(server, encapsulation, port);
        path.service(stage.vip().toString(), stage.protocol(), "SLOT_BY_TURN", server);
        return server;
    }

    /** The outer packet around a transport; the flow label is that of the frame that came. */
    private static Packet outer(Packet inner, PacketPath.Server server, byte[] came, Transport transport) {
        Packet outer = Packet.of(
                        server.mac(),
                        DIRECTOR,
                        new Endpoint(server.local(), 1),
                        new Endpoint(server.endpoint().address(), 1),
                        transport)
                .withTrafficClass(inner.trafficClass());
        if (server.endpoint().address().family() == Family.IPV6) {
            return outer.withId((came[15] & 0x0f) << 16 | (came[16] & 0xff) << 8 | (came[17] & 0xff));
        }
        return outer.withId(inner.ipv6() ? 0 : inner.id())
                .withFragment(inner.ipv6() ? Packet.DONT_FRAGMENT : inner.fragment());
    }

    private static int outerSize(PacketPath.Server server) {
        return server.endpoint().address().family() == Family.IPV6 ? 40 : 20;
    }

    private static Transport gre(Packet inner, byte... key) {
        byte[] packet = inner.network();
        ByteBuffer gre = ByteBuffer.allocate(4 + key.length + packet.length);
        gre.putShort((short) (key.length == 0 ? 0 : 0x2000));
        gre.putShort((short) (inner.ipv6() ? 0x86dd : 0x0800));
        return new Transport.Raw(47, gre.put(key).put(packet).array());
    }

    @ParameterizedTest
    @MethodSource("tunnels")
    void greNamesWhatItCarries(Stage stage, Family family) {
        PacketPath.Server server = serve(stage, family, "GRE", 0);
        Packet sent = stage.fromClient(stage.carrying(Transport.SYN, 100)).withTrafficClass(0xb8);

        PacketPath.Outcome outcome = path.receive(sent);

        Packet inner = sent.withTtl(63);
        assertOutcome(
                outcome,
                XdpVerdict.TX,
                outer(inner, server, outcome.frame(), gre(inner)).frame());
    }

    @ParameterizedTest
    @MethodSource("tunnels")
    void keyOfGreIsTheFlows(Stage stage, Family family) {
        PacketPath.Server server = serve(stage, family, "GRE_KEY", 0);
        Packet sent = stage.fromClient(stage.carrying(Transport.SYN, 11));

        PacketPath.Outcome outcome = path.receive(sent);

        byte[] key = Arrays.copyOfRange(outcome.frame(), 14 + outerSize(server) + 4, 14 + outerSize(server) + 8);
        Packet inner = sent.withTtl(63);
        assertOutcome(
                outcome,
                XdpVerdict.TX,
                outer(inner, server, outcome.frame(), gre(inner, key)).frame());
        byte[] later =
                path.receive(stage.fromClient(stage.carrying(Transport.ACK, 3))).frame();
        assertThat(Arrays.copyOfRange(later, 14 + outerSize(server) + 4, 14 + outerSize(server) + 8))
                .isEqualTo(key);
    }

    /** Over IPv6 with a checksum, which is right though the payload was not looked at; SCTP's own is not of that kind. */
    @ParameterizedTest
    @MethodSource("tunnels")
    void gueTravelsInUdpToItsPort(Stage stage, Family family) {
        PacketPath.Server server = serve(stage, family, "GUE", 9_999);
        Packet sent = stage.fromClient(stage.carrying(Transport.SYN, 101)).withTrafficClass(0xb8);

        PacketPath.Outcome outcome = path.receive(sent);

        Packet inner = sent.withTtl(63);
        int port = sourcePort(outcome.frame(), server);
        boolean isChecked = family == Family.IPV6 && stage.protocol() != Protocol.SCTP;
        Transport gue = new Transport.Udp(port, 9_999, isChecked, gue(inner));
        Packet expected = outer(inner, server, outcome.frame(), gue).with(gue);
        assertOutcome(outcome, XdpVerdict.TX, expected.frame());
        assertThat(port).isBetween(FIRST_EPHEMERAL_PORT, 65_535);
    }

    private static byte[] gue(Packet inner) {
        byte[] packet = inner.network();
        ByteBuffer gue = ByteBuffer.allocate(4 + packet.length);
        return gue.put((byte) 0)
                .put((byte) (inner.ipv6() ? 41 : 4))
                .putShort((short) 0)
                .put(packet)
                .array();
    }

    private static int sourcePort(byte[] frame, PacketPath.Server server) {
        return Short.toUnsignedInt(ByteBuffer.wrap(frame).getShort(14 + outerSize(server)));
    }

    @Test
    void datagramWithoutChecksumTravelsWithoutOne() {
        Stage udp = new Stage(Family.IPV4, Protocol.UDP);
        PacketPath.Server server = serve(udp, Family.IPV6, "GUE", GUE_PORT);
        Packet sent = udp.fromClient(new Transport.Udp(0, 0, false, new byte[33]));

        byte[] frame = path.receive(sent).frame();

        assertThat(ByteBuffer.wrap(frame).getShort(14 + outerSize(server) + 6)).isZero();
    }

    @Test
    void sourcePortSpreadsFlowsAndStaysTheFlows() {
        PacketPath.Server server = serve(IPV4, Family.IPV4, "GUE", GUE_PORT);
        Set<Integer> ports = new HashSet<>();
        for (int client = 0; client < 50; client++) {
            Packet opening = IPV4.fromClient(IPV4.opening()).between(IPV4.client(client, 40_000), IPV4.vip());
            Packet later = opening.with(IPV4.carrying(Transport.ACK, 0).withPorts(40_000, Stage.PORT));
            int port = sourcePort(path.receive(opening).frame(), server);

            assertThat(sourcePort(path.receive(later).frame(), server)).isEqualTo(port);
            ports.add(port);
        }
        assertThat(ports).hasSizeGreaterThan(45);
    }

    @Test
    void whatFitsOnlyWithoutTheHeadersBetweenIsAnsweredTooBig() {
        PacketPath.Server server = serve(IPV4, Family.IPV4, "GUE", GUE_PORT);
        Packet fits = IPV4.fromClient(IPV4.carrying(Transport.SYN, 1500 - 32 - 40));
        Packet exceeds = IPV4.fromClient(IPV4.carrying(Transport.SYN, 1500 - 32 - 39));

        assertThat(path.receive(fits).frame()).hasSize(14 + 1500);
        ByteBuffer answer = ByteBuffer.wrap(path.receive(exceeds).frame());
        assertThat(answer.getShort(34)).isEqualTo((short) 0x0304);
        assertThat(answer.getShort(40)).isEqualTo((short) (1500 - 32));
        assertThat(path.counter(server, "packets_in")).isEqualTo(1);
    }
}
