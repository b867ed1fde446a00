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
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is passed, refused or answered instead of being forwarded. */
@Tag("root")
final class EdgeTest {
    private static final Stage IPV4 = new Stage(Family.IPV4, Protocol.TCP);
    private static final Stage IPV6 = new Stage(Family.IPV6, Protocol.TCP);

    private PacketPath path;

    @BeforeEach
    void load() {
        path = PacketPath.load();
    }

    @AfterEach
    void unload() {
        path.close();
    }

    static Stream<Stage> families() {
        return Stream.of(IPV4, IPV6);
    }

    private PacketPath.Server serve(Stage stage, String method) {
        PacketPath.Server server = path.server(stage.real(1, Stage.PORT), stage.local(), method);
        path.service(stage.vip().toString(), stage.protocol(), "SLOT_BY_TURN", server);
        return server;
    }

    private void assertPassesUntouched(byte... frame) {
        assertOutcome(path.receive(frame), XdpVerdict.PASS, frame);
    }

    private void assertDropped(String reason, byte... frame) {
        assertThat(path.receive(frame).verdict()).isEqualTo(XdpVerdict.DROP);
        assertThat(path.drops(reason)).isEqualTo(1);
        assertThat(path.allDrops()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("families")
    void whatIsForNoServicePasses(Stage stage) {
        serve(stage, "NAT");
        Endpoint other = new Endpoint(stage.vip().address(), 81);

        assertPassesUntouched(
                stage.fromClient(stage.opening()).between(stage.client(), other).frame());
        assertPassesUntouched(
                stage.fromClient(new Transport.Udp(0, 0, true, new byte[9])).frame());
        assertPassesUntouched(
                stage.fromClient(new Transport.Icmp(stage.family() == Family.IPV4 ? 8 : 128, 0, 7, new byte[20]))
                        .frame());
        assertPassesUntouched(
                stage.fromClient(new Transport.Raw(47, new byte[30])).frame());
    }

    @Test
    void arpAndUnknownFramesPass() {
        byte[] arp = new byte[42];
        arp[12] = 8;
        arp[13] = 6;
        assertPassesUntouched(arp);
        assertPassesUntouched(new byte[14]);
    }

    @Test
    void framesForOtherStationsPass() {
        serve(IPV4, "NAT");
        Packet opening = IPV4.fromClient(IPV4.opening());

        assertPassesUntouched(opening.sentBy(ROUTER, PacketPath.mac(0x99)).frame());
        assertPassesUntouched(
                opening.sentBy(ROUTER, new MacAddress(0xffff_ffff_ffffL)).frame());
        assertThat(path.recorded()).isZero();
    }

    @Test
    void whatIsBrokenButForNoServicePasses() {
        serve(IPV4, "NAT");
        Packet elsewhere = IPV4.fromClient(IPV4.opening()).between(IPV4.client(), Endpoint.parse("192.0.2.99:80"));
        byte[] shortHeader = elsewhere.frame();
        shortHeader[14 + 20 + 12] = 0x40;

        assertPassesUntouched(shortHeader);
        assertPassesUntouched(Arrays.copyOf(elsewhere.frame(), elsewhere.frame().length - 1));
        assertPassesUntouched(IPV4.fromClient(new Transport.Icmp(8, 0, 7, new byte[64]))
                .withFragment(0x2000)
                .frame());
    }

    @Test
    void answersAreFewInATick() {
        serve(IPV4, "NAT");
        byte[] lastHop = IPV4.fromClient(IPV4.opening()).withTtl(1).frame();
        for (int i = 0; i < 1000; i++) {
            path.receive(lastHop);
        }
        assertThat(path.notes("TTL_ANSWERED"))
                .isBetween(10L, 10L * Runtime.getRuntime().availableProcessors());
        path.setClock(0.01);
        assertThat(path.receive(lastHop).verdict()).isEqualTo(XdpVerdict.TX);
    }

    @ParameterizedTest
    @MethodSource("families")
    void aReplyTooBigForTheWayToTheClientIsAnswered(Stage stage) {
        PacketPath.Server server = serve(stage, "NAT");
        path.receive(stage.fromClient(stage.opening()));
        Packet reply = stage.fromServer(server, stage.carrying(Transport.ACK, 1500));

        Packet expected = answer(stage, reply, 1500).between(new Endpoint(server.local(), 1), server.endpoint());
        assertOutcome(path.receive(reply), XdpVerdict.TX, expected.frame());
    }

    @Test
    void taggedFramesPassAndAreCounted() {
        serve(IPV4, "NAT");
        byte[] frame = IPV4.fromClient(IPV4.opening()).frame();
        byte[] tagged = ByteBuffer.allocate(frame.length + 4)
                .put(frame, 0, 12)
                .putInt(0x8100_0064)
                .put(frame, 12, frame.length - 12)
                .array();

        assertPassesUntouched(tagged);
        assertThat(path.notes("VLAN_TAGGED")).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("families")
    void strayTcpPassesAndIsCounted(Stage stage) {
        serve(stage, "NAT");

        assertPassesUntouched(stage.fromClient(stage.carrying(Transport.ACK, 4)).frame());
        assertPassesUntouched(stage.fromClient(stage.carrying(Transport.SYN | Transport.ACK, 0))
                .frame());
        assertThat(path.notes("STRAY")).isEqualTo(2);
        assertThat(path.recorded()).isZero();
    }

    @Test
    void fragmentsOfServicesAreDroppedAndOthersPass() {
        serve(IPV4, "NAT");
        Packet later = IPV4.fromClient(IPV4.carrying(Transport.ACK, 64)).withFragment(0x2010);

        assertPassesUntouched(
                later.between(IPV4.client(), Endpoint.parse("192.0.2.99:80")).frame());
        assertDropped("FRAGMENT", later.frame());
    }

    @Test
    void fragmentsFromNatServersAreDropped() {
        PacketPath.Server server = serve(IPV4, "NAT");
        path.putRole(server.endpoint().address(), "ADDRESS_NAT_SERVER");

        assertDropped(
                "FRAGMENT",
                IPV4.fromServer(server, IPV4.carrying(Transport.ACK, 64))
                        .withFragment(0x2000)
                        .frame());
    }

    @Test
    void ipv6FragmentsOfServicesAreDropped() {
        serve(IPV6, "NAT");
        byte[] fragmentHeader = {6, 0, 0, 1, 0, 0, 0, 9};

        assertDropped(
                "FRAGMENT",
                IPV6.fromClient(IPV6.carrying(Transport.ACK, 64))
                        .withExtensions(44, fragmentHeader)
                        .frame());
    }

    @ParameterizedTest
    @MethodSource("families")
    void aServiceWithoutServersDropsAndCounts(Stage stage) {
        path.service(stage.vip().toString(), Protocol.TCP, "SLOT_BY_TURN");

        assertDropped("NO_SERVER", stage.fromClient(stage.opening()).frame());
    }

    @Test
    void aServerWhoseWayIsUnknownGetsNothing() {
        path.loseWayTo(serve(IPV4, "NAT"));

        assertDropped("NO_NEXT_HOP", IPV4.fromClient(IPV4.opening()).frame());
        assertThat(path.recorded()).isZero();
    }

    @Test
    void aFullTableRefusesTheNewAndServesTheOld() {
        PacketPath.Server server = serve(IPV4, "DIRECT_ROUTING");
        for (int i = 0; i < PacketPath.CAPACITY; i++) {
            Packet opening = IPV4.fromClient(IPV4.opening()).between(IPV4.client(1000 + i), IPV4.vip());
            assertThat(path.receive(opening).verdict()).isEqualTo(XdpVerdict.TX);
        }
        assertThat(path.recorded()).isEqualTo(PacketPath.CAPACITY);

        assertDropped("TABLE_FULL", IPV4.fromClient(IPV4.opening()).frame());
        Packet old = IPV4.fromClient(IPV4.carrying(Transport.ACK, 1)).between(IPV4.client(1000), IPV4.vip());
        assertThat(path.receive(old).verdict()).isEqualTo(XdpVerdict.TX);
        assertThat(path.inactive(server)).isEqualTo(PacketPath.CAPACITY - 1);
        assertThat(path.active(server)).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("families")
    void aClientsPacketOnItsLastHopIsAnsweredFromTheVip(Stage stage) {
        serve(stage, "NAT");
        Packet sent = stage.fromClient(stage.carrying(Transport.SYN, 12)).withTtl(1);

        assertOutcome(path.receive(sent), XdpVerdict.TX, answer(stage, sent, 0).frame());
        assertThat(path.notes("TTL_ANSWERED")).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("families")
    void aServersPacketOnItsLastHopIsAnsweredFromTheDirector(Stage stage) {
        PacketPath.Server server = serve(stage, "NAT");
        path.receive(stage.fromClient(stage.opening()));
        Packet sent =
                stage.fromServer(server, stage.carrying(Transport.ACK, 300)).withTtl(1);

        Packet expected = answer(stage, sent, 0).between(new Endpoint(server.local(), 1), server.endpoint());
        assertOutcome(path.receive(sent), XdpVerdict.TX, expected.frame());
    }

    /** Time exceeded, or with an MTU too big; quoting 128 bytes at most, in whole words. */
    private static Packet answer(Stage stage, Packet sent, int mtu) {
        byte[] network = sent.network();
        byte[] quote = Arrays.copyOf(network, Math.min(network.length, 128) & ~3);
        boolean ipv6 = stage.family() == Family.IPV6;
        Transport icmp = mtu == 0
                ? new Transport.Icmp(ipv6 ? 3 : 11, 0, 0, quote)
                : new Transport.Icmp(ipv6 ? 2 : 3, ipv6 ? 0 : 4, mtu, quote);
        return Packet.of(sent.from(), sent.to(), stage.vip(), stage.client(), icmp)
                .withId(0)
                .withFragment(0);
    }

    @ParameterizedTest
    @MethodSource("families")
    void aPacketTooBigForTheTunnelIsAnsweredWithItsMtu(Stage stage) {
        serve(stage, "TUNNELLING");
        int overhead = stage.family() == Family.IPV6 ? 40 : 20;
        Packet fits = stage.fromClient(stage.opening());
        Packet tooBig = stage.fromClient(stage.carrying(Transport.SYN, 1500 - overhead - overhead - 20 + 1));
        Packet barely = stage.fromClient(stage.carrying(Transport.SYN, 1500 - overhead - overhead - 20));

        assertThat(path.receive(fits).verdict()).isEqualTo(XdpVerdict.TX);
        assertThat(path.receive(barely).frame()).hasSize(14 + 1500);
        assertOutcome(
                path.receive(tooBig),
                XdpVerdict.TX,
                answer(stage, tooBig, 1500 - overhead).frame());
        assertThat(path.notes("TOO_BIG_ANSWERED")).isEqualTo(1);
    }

    @Test
    void aPacketTooBigThatMayBeFragmentedIsDropped() {
        serve(IPV4, "TUNNELLING");

        assertDropped(
                "TOO_BIG",
                IPV4.fromClient(IPV4.carrying(Transport.SYN, 1450))
                        .withFragment(0)
                        .frame());
    }

    @Test
    void headersThatContradictThemselvesAreDropped() {
        serve(IPV4, "NAT");
        byte[] frame = IPV4.fromClient(IPV4.opening()).frame();
        frame[14] = 0x44;

        assertDropped("BAD_HEADER", frame);
    }

    @Test
    void aTcpHeaderShorterThanItsLeastIsDropped() {
        serve(IPV4, "NAT");
        byte[] frame = IPV4.fromClient(IPV4.opening()).frame();
        frame[14 + 20 + 12] = 0x40;

        assertDropped("BAD_HEADER", frame);
    }

    @ParameterizedTest
    @MethodSource("families")
    void aLengthBeyondTheFrameIsDropped(Stage stage) {
        serve(stage, "NAT");
        byte[] frame = stage.fromClient(stage.carrying(Transport.SYN, 40)).frame();

        assertDropped("BAD_LENGTH", Arrays.copyOf(frame, frame.length - 1));
    }

    @Test
    void aDatagramLengthBeyondThePacketIsDropped() {
        Stage stage = new Stage(Family.IPV4, Protocol.UDP);
        serve(stage, "NAT");
        byte[] frame = stage.fromClient(stage.opening()).frame();
        frame[14 + 20 + 5] = 9;

        assertDropped("BAD_LENGTH", frame);
    }

    @Test
    void noConnectionMeansNoTranslationForAServersPacket() {
        PacketPath.Server server = serve(IPV4, "NAT");

        assertPassesUntouched(IPV4.fromServer(server, IPV4.carrying(Transport.ACK, 5))
                .sentBy(ROUTER, DIRECTOR)
                .frame());
    }
}
