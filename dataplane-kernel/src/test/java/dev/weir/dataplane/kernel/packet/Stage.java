package dev.weir.dataplane.kernel.packet;

import dev.weir.model.Endpoint;
import dev.weir.model.Family;
import dev.weir.model.Protocol;
import java.util.Arrays;
import java.util.stream.Stream;

/** The addresses of one family, and packets between them, for tests that run over both. */
record Stage(Family family, Protocol protocol) {
    static final int PORT = 80;

    Endpoint client() {
        return client(40_000);
    }

    Endpoint client(int port) {
        return endpoint("198.51.100.7", "2001:db8:c::7", port);
    }

    Endpoint vip() {
        return endpoint("192.0.2.10", "2001:db8:a::10", PORT);
    }

    /** One of many clients, by number. */
    Endpoint client(int number, int port) {
        return endpoint(
                "198.18." + (number >> 8) + "." + (number & 255), "2001:db8:d::" + Integer.toHexString(number), port);
    }

    /** Every family with every protocol. */
    static Stream<Stage> all() {
        return Arrays.stream(Family.values())
                .flatMap(family -> Arrays.stream(Protocol.values()).map(protocol -> new Stage(family, protocol)));
    }

    String real(int number, int port) {
        return endpoint("10.0.0." + number, "2001:db8:b::" + number, port).toString();
    }

    String local() {
        return endpoint("10.0.0.250", "2001:db8:b::250", 1).address().toString();
    }

    private Endpoint endpoint(String ipv4, String ipv6, int port) {
        return Endpoint.parse(family == Family.IPV4 ? ipv4 + ":" + port : "[" + ipv6 + "]:" + port);
    }

    Transport opening() {
        return carrying(Transport.SYN, 0);
    }

    /** A TCP segment with such flags, a datagram where flags mean nothing, or what they mean in SCTP. */
    Transport carrying(int tcpFlags, int bytes) {
        byte[] payload = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            payload[i] = (byte) (i * 7 + 1);
        }
        return switch (protocol) {
            case TCP -> new Transport.Tcp(0, 0, tcpFlags, payload);
            case UDP -> new Transport.Udp(0, 0, true, payload);
            case SCTP -> new Transport.Sctp(0, 0, chunk(tcpFlags), payload);
        };
    }

    /** INIT, INIT ACK, ABORT, SHUTDOWN or DATA. */
    private static int chunk(int tcpFlags) {
        if ((tcpFlags & Transport.RST) != 0) {
            return 6;
        }
        if ((tcpFlags & Transport.FIN) != 0) {
            return 7;
        }
        if ((tcpFlags & Transport.SYN) == 0) {
            return 0;
        }
        return (tcpFlags & Transport.ACK) == 0 ? 1 : 2;
    }

    /** A client's packet to the VIP, as its router hands it on. */
    Packet fromClient(Transport transport) {
        return Packet.of(PacketPath.DIRECTOR, PacketPath.ROUTER, client(), vip(), transport);
    }

    /** A server's reply, as it comes to the director that is its gateway. */
    Packet fromServer(PacketPath.Server server, Transport transport) {
        return Packet.of(PacketPath.DIRECTOR, server.mac(), server.endpoint(), client(), transport);
    }
}
