package dev.weir.dataplane.kernel.packet;

import static dev.weir.dataplane.kernel.packet.Frames.assertOutcome;
import static dev.weir.dataplane.kernel.packet.PacketPath.DIRECTOR;
import static dev.weir.dataplane.kernel.packet.PacketPath.ROUTER;
import static dev.weir.dataplane.kernel.packet.Transport.ACK;
import static dev.weir.dataplane.kernel.packet.Transport.FIN;
import static dev.weir.dataplane.kernel.packet.Transport.PSH;
import static dev.weir.dataplane.kernel.packet.Transport.RST;
import static dev.weir.dataplane.kernel.packet.Transport.SYN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.dataplane.kernel.packet.Transport.Segment;
import dev.weir.linux.bpf.XdpVerdict;
import dev.weir.model.Endpoint;
import dev.weir.model.Family;
import dev.weir.model.Protocol;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FTP: data connections go with their client's control connection, whoever begins them. */
@Tag("root")
final class FtpTest {
    private static final int DATA = 20;
    private static final Stage IPV4 = new Stage(Family.IPV4, Protocol.TCP);

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

    /** A service of port 21 by turn, whose servers listen at another port where the method maps it. */
    private int serve(Stage stage, String method) {
        for (int i = 0; i < servers.length; i++) {
            int port = method.equals("NAT") ? 2121 : 21;
            servers[i] = path.server(stage.real(i + 1, port), stage.local(), method);
            path.putRole(servers[i].endpoint().address(), "ADDRESS_NAT_SERVER");
        }
        return path.serve(ServiceSetup.of("SLOT_BY_TURN", servers)
                .at(Protocol.TCP, vip(stage, 21))
                .flag("FTP"));
    }

    private static Endpoint vip(Stage stage, int port) {
        return new Endpoint(stage.vip().address(), port);
    }

    private static Packet fromClient(Endpoint client, Endpoint vip, Transport transport) {
        return Packet.of(DIRECTOR, ROUTER, client, vip, transport);
    }

    private static Packet fromServer(PacketPath.Server server, int port, Endpoint client, Transport transport) {
        Endpoint source = new Endpoint(server.endpoint().address(), port);
        return Packet.of(DIRECTOR, server.mac(), source, client, transport);
    }

    private static Packet toClient(Endpoint vip, Endpoint client, Transport transport) {
        return Packet.of(ROUTER, DIRECTOR, vip, client, transport).withTtl(63);
    }

    private static Packet toServer(PacketPath.Server server, Endpoint client, int port, Transport transport) {
        Endpoint destination = new Endpoint(server.endpoint().address(), port);
        return Packet.of(server.mac(), DIRECTOR, client, destination, transport).withTtl(63);
    }

    private static Transport tcp(int flags) {
        return new Transport.Tcp(0, 0, flags, new byte[0]);
    }

    /** Opens a control connection to the next server. */
    private PacketPath.Server open(Stage stage, Endpoint client) {
        int place = PacketPath.placeOf(
                path.receive(fromClient(client, vip(stage, 21), tcp(SYN))).frame());
        path.receive(fromClient(client, vip(stage, 21), tcp(ACK)));
        return servers[place - servers[0].place()];
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void passiveDataConnectionGoesToTheSessionsServer(Family family) {
        Stage stage = new Stage(family, Protocol.TCP);
        int service = serve(stage, "NAT");
        open(stage, stage.client(1, 40_000));
        PacketPath.Server server = open(stage, stage.client());
        Endpoint data = stage.client(40_001);

        assertOutcome(
                path.receive(fromClient(data, vip(stage, 50_123), tcp(SYN))),
                XdpVerdict.TX,
                toServer(server, data, 50_123, tcp(SYN)).frame());
        assertOutcome(
                path.receive(fromServer(server, 50_123, data, tcp(SYN | ACK))),
                XdpVerdict.TX,
                toClient(vip(stage, 50_123), data, tcp(SYN | ACK)).frame());
        assertThat(path.services().state(service, "connections")).isEqualTo(3);
        assertThat(path.counter(server, "connections")).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void activeDataConnectionComesFromTheVip(Family family) {
        Stage stage = new Stage(family, Protocol.TCP);
        serve(stage, "NAT");
        PacketPath.Server server = open(stage, stage.client());
        Endpoint data = stage.client(40_001);

        assertOutcome(
                path.receive(fromServer(server, DATA, data, tcp(SYN))),
                XdpVerdict.TX,
                toClient(vip(stage, DATA), data, tcp(SYN)).frame());
        assertOutcome(
                path.receive(fromClient(data, vip(stage, DATA), tcp(SYN | ACK))),
                XdpVerdict.TX,
                toServer(server, data, DATA, tcp(SYN | ACK)).frame());
        assertOutcome(
                path.receive(fromServer(server, DATA, data, tcp(ACK))),
                XdpVerdict.TX,
                toClient(vip(stage, DATA), data, tcp(ACK)).frame());
        assertThat(path.recorded()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DIRECT_ROUTING", "TUNNELLING"})
    void answersToAConnectionThatTheServerBeganUnseenGoToIt(String method) {
        serve(IPV4, method);
        open(IPV4, IPV4.client(1, 40_000));
        PacketPath.Server server = open(IPV4, IPV4.client());
        Endpoint data = IPV4.client(40_001);

        for (int flags : new int[] {SYN | ACK, ACK, ACK | FIN}) {
            PacketPath.Outcome outcome = path.receive(fromClient(data, vip(IPV4, DATA), tcp(flags)));

            assertThat(outcome.verdict()).isEqualTo(XdpVerdict.TX);
            assertThat(PacketPath.placeOf(outcome.frame())).isEqualTo(server.place());
        }
        PacketPath.Outcome passive = path.receive(fromClient(IPV4.client(40_002), vip(IPV4, 1024), tcp(SYN)));
        assertThat(PacketPath.placeOf(passive.frame())).isEqualTo(server.place());
    }

    @Test
    void furtherSessionsOfAClientGoToItsServer() {
        serve(IPV4, "NAT");
        PacketPath.Server first = open(IPV4, IPV4.client());

        assertThat(open(IPV4, IPV4.client(40_500))).isEqualTo(first);
        assertThat(open(IPV4, IPV4.client(2, 40_500))).isNotEqualTo(first);
    }

    @Test
    void quiescedServerGetsDataButNoFurtherSession() {
        serve(IPV4, "NAT");
        PacketPath.Server server = open(IPV4, IPV4.client());
        path.weigh(server, 0);

        PacketPath.Outcome data = path.receive(fromClient(IPV4.client(40_001), vip(IPV4, 50_000), tcp(SYN)));
        assertThat(PacketPath.placeOf(data.frame())).isEqualTo(server.place());
        assertThat(open(IPV4, IPV4.client(40_500))).isNotEqualTo(server);
    }

    @Test
    void whatIsOfNoSessionPasses() {
        serve(IPV4, "NAT");
        Packet stranger = fromClient(IPV4.client(3, 40_001), vip(IPV4, 50_000), tcp(SYN));
        Packet early = fromClient(IPV4.client(40_001), vip(IPV4, 50_000), tcp(SYN));
        assertThat(path.receive(early).verdict()).isEqualTo(XdpVerdict.PASS);
        PacketPath.Server server = open(IPV4, IPV4.client());

        assertThat(path.receive(stranger).verdict()).isEqualTo(XdpVerdict.PASS);
        for (int flags : new int[] {ACK, SYN | ACK, RST}) {
            Packet middle = fromClient(IPV4.client(40_001), vip(IPV4, 50_000), tcp(flags));
            assertThat(path.receive(middle).verdict()).isEqualTo(XdpVerdict.PASS);
        }
        Packet low = fromClient(IPV4.client(40_001), vip(IPV4, 1023), tcp(SYN));
        assertThat(path.receive(low).verdict()).isEqualTo(XdpVerdict.PASS);
        Packet other = fromServer(servers[(server.place() + 1) % 3], DATA, IPV4.client(40_001), tcp(SYN));
        assertThat(path.receive(other).verdict()).isEqualTo(XdpVerdict.PASS);
        assertThat(path.recorded()).isEqualTo(1);
    }

    @Test
    void sessionEndsWithItsControlConnection() {
        serve(IPV4, "NAT");
        open(IPV4, IPV4.client());
        Endpoint data = IPV4.client(40_001);
        path.receive(fromClient(data, vip(IPV4, 50_000), tcp(SYN)));
        path.receive(fromClient(IPV4.client(), vip(IPV4, 21), tcp(RST)));
        path.setClock(15);
        path.sweep();

        Packet late = fromClient(IPV4.client(40_002), vip(IPV4, 50_001), tcp(SYN));
        assertThat(path.receive(late).verdict()).isEqualTo(XdpVerdict.PASS);
        assertThat(path.receive(fromClient(data, vip(IPV4, 50_000), tcp(ACK))).verdict())
                .isEqualTo(XdpVerdict.TX);
    }

    /** The VIP's text is longer than that of the server, so all that the server says next is renumbered. */
    @Test
    void answerToPasvNamesTheVip() {
        serve(IPV4, "NAT");
        PacketPath.Server server = open(IPV4, IPV4.client());
        int sequence = 0xffff_fff0;
        String own = "227 Entering Passive Mode (10,0,0," + server.place() + ",195,80).\r\n";
        String told = "227 Entering Passive Mode (192,0,2,10,195,80).\r\n";
        int longer = told.length() - own.length();

        assertSaid(server, Segment.of(sequence, 7, ACK | PSH, own), Segment.of(sequence, 7, ACK | PSH, told));
        int next = sequence + own.length();
        assertSaid(server, Segment.of(next, 8, ACK, "150 Ok.\r\n"), Segment.of(next + longer, 8, ACK, "150 Ok.\r\n"));
        assertSaid(server, Segment.of(sequence, 7, ACK | PSH, own), Segment.of(sequence, 7, ACK | PSH, told));
        assertHeard(server, Segment.of(7, next + longer, ACK, ""), Segment.of(7, next, ACK, ""));
        assertHeard(server, Segment.of(7, sequence, ACK, "NOOP\r\n"), Segment.of(7, sequence, ACK, "NOOP\r\n"));
    }

    @Test
    void secondAnswerAddsToTheFirstAndBlocksAreMovedBack() {
        serve(IPV4, "NAT");
        PacketPath.Server server = open(IPV4, IPV4.client());
        String own = "227 ok (10,0,0," + server.place() + ",4,1)\r\n";
        String told = "227 ok (192,0,2,10,4,1)\r\n";
        int longer = told.length() - own.length();
        int second = 1_000 + own.length();
        int third = second + own.length();

        assertSaid(server, Segment.of(1_000, 7, ACK, own), Segment.of(1_000, 7, ACK, told));
        assertSaid(server, Segment.of(second, 7, ACK, own), Segment.of(second + longer, 7, ACK, told));
        assertSaid(server, Segment.of(third, 7, ACK, "x"), Segment.of(third + 2 * longer, 7, ACK, "x"));
        byte[] held = blocks(third + 2 * longer + 10, third + 2 * longer + 20);
        assertHeard(
                server,
                Segment.of(7, third + 2 * longer, ACK, "").withOptions(held),
                Segment.of(7, third, ACK, "").withOptions(blocks(third + 10, third + 20)));
    }

    /** Two words of padding, then a block, which begins at an odd byte if the padding says so. */
    private static byte[] blocks(int from, int to) {
        return ByteBuffer.allocate(12)
                .put(new byte[] {1, 5, 10})
                .putInt(from)
                .putInt(to)
                .put((byte) 0)
                .array();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "229 Entering Extended Passive Mode (|||50000|)\r\n",
                "227 Entering Passive Mode (10,0,0,1,195).\r\n",
                "227 Entering Passive Mode (10,0,0,256,195,80).\r\n",
                "227 Entering Passive Mode\r\n",
                "226 (10,0,0,1,195,80)\r\n",
                "227",
                ""
            })
    void otherTextStaysAsItIs(String text) {
        serve(IPV4, "NAT");
        PacketPath.Server server = open(IPV4, IPV4.client());

        assertSaid(server, Segment.of(1, 7, ACK, text), Segment.of(1, 7, ACK, text));
    }

    @Test
    void longestLineIsReadAndALongerOneIsLeft() {
        serve(IPV4, "NAT");
        PacketPath.Server server = open(IPV4, IPV4.client());
        String address = "10,0,0," + server.place() + ",9,9";
        String fits = "227 " + " ".repeat(256 - 4 - address.length() - 5) + address + "    )";
        String told = fits.replace(address, "192,0,2,10,9,9");
        String shorter = fits.replaceFirst(" {4}\\)$", ")");

        assertSaid(server, Segment.of(1, 7, ACK, fits), Segment.of(1, 7, ACK, fits));
        assertThat(told).hasSizeGreaterThan(256);
        String room = shorter.replace(address, "192,0,2,10,9,9");
        assertSaid(server, Segment.of(1, 7, ACK, shorter), Segment.of(1, 7, ACK, room));
    }

    private void assertSaid(PacketPath.Server server, Segment said, Segment told) {
        Endpoint client = IPV4.client();
        assertOutcome(
                path.receive(fromServer(server, 2121, client, said)),
                XdpVerdict.TX,
                toClient(vip(IPV4, 21), client, told).frame());
    }

    private void assertHeard(PacketPath.Server server, Segment said, Segment heard) {
        Endpoint client = IPV4.client();
        assertOutcome(
                path.receive(fromClient(client, vip(IPV4, 21), said)),
                XdpVerdict.TX,
                toServer(server, client, 2121, heard).frame());
    }
}
