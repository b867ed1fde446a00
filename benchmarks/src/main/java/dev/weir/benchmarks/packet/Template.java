package dev.weir.benchmarks.packet;

import dev.weir.model.Family;
import dev.weir.model.MacAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * The frame that every packet of a run begins as: flow 0's, with its changing parts at 0.
 *
 * <p>A client's address, its port and a server's number are written over it by the wrapper in {@code measured.h}, which
 * also puts their one's complements where nobody looks: so the checksums, computed here with a sum of 0xffff for
 * each such pair, hold for all flows.
 *
 * @param bytes from the Ethernet header on; 64 for IPv4 and 80 for IPv6
 */
// The bytes are written once and compared by nobody.
@SuppressWarnings("ArrayRecordComponent")
record Template(Family family, Sender sender, byte[] bytes) {
    static final int FIN = 0x01;
    static final int SYN = 0x02;
    static final int ACK = 0x10;

    static final int VIP_PORT = 80;
    static final int SERVER_PORT = 8080;

    private static final int MAC = 6;
    private static final int ETHERNET = 14;
    private static final int TCP = 20;
    private static final int PROTOCOL_TCP = 6;
    private static final int HOPS = 64;
    private static final short COMPLEMENT_OF_ZERO = (short) 0xffff;
    static final String DIRECTOR_MAC = "020000000001";

    private static final String ROUTER_MAC = "020000000002";

    /** A packet of a client to the VIP. */
    static Template fromClient(Family family, int tcpFlags) {
        return of(family, Sender.CLIENT, Hosts.client(family), Hosts.vip(family), tcpFlags);
    }

    /** A server's answer to a client, as the director sees it in NAT. */
    static Template fromServer(Family family, int tcpFlags) {
        return of(family, Sender.SERVER, Hosts.server(family, 0), Hosts.client(family), tcpFlags);
    }

    /** The same between other stations. */
    Template between(MacAddress from, MacAddress to) {
        byte[] other = bytes.clone();
        System.arraycopy(to.bytes(), 0, other, 0, MAC);
        System.arraycopy(from.bytes(), 0, other, MAC, MAC);
        return new Template(family, sender, other);
    }

    private static Template of(Family family, Sender sender, byte[] source, byte[] destination, int tcpFlags) {
        ByteBuffer frame = ByteBuffer.allocate(family == Family.IPV4 ? 64 : 80);
        frame.put(HexFormat.of().parseHex(DIRECTOR_MAC + ROUTER_MAC));
        if (family == Family.IPV4) {
            putIpv4(frame, source, destination);
        } else {
            putIpv6(frame, source, destination);
        }
        int segment = frame.position();
        putTcp(frame, sender, tcpFlags);
        int pseudoHeader = Checksum.sum(source) + Checksum.sum(destination) + PROTOCOL_TCP + frame.capacity() - segment;
        frame.putShort(segment + 16, Checksum.of(frame, segment, frame.capacity(), pseudoHeader));
        return new Template(family, sender, frame.array());
    }

    private static void putIpv4(ByteBuffer frame, byte[] source, byte[] destination) {
        frame.putShort((short) 0x0800);
        frame.putShort((short) 0x4500).putShort((short) (frame.capacity() - ETHERNET));
        frame.putShort(COMPLEMENT_OF_ZERO).putShort((short) 0x4000);
        frame.put((byte) HOPS).put((byte) PROTOCOL_TCP).putShort((short) 0);
        frame.put(source).put(destination);
        frame.putShort(ETHERNET + 10, Checksum.of(frame, ETHERNET, frame.position(), 0));
    }

    private static void putIpv6(ByteBuffer frame, byte[] source, byte[] destination) {
        frame.putShort((short) 0x86dd).putInt(0x60000000);
        frame.putShort((short) (frame.capacity() - ETHERNET - 40));
        frame.put((byte) PROTOCOL_TCP).put((byte) HOPS);
        frame.put(source).put(destination);
    }

    private static void putTcp(ByteBuffer frame, Sender sender, int flags) {
        boolean client = sender == Sender.CLIENT;
        frame.putShort((short) (client ? 0 : SERVER_PORT)).putShort((short) (client ? VIP_PORT : 0));
        frame.putInt(0xffffffff).putInt(client ? 0 : 0xffff0000);
        frame.put((byte) ((TCP / 4) << 4)).put((byte) flags).putShort((short) 0xfaf0);
        frame.putInt(0);
    }
}
