package dev.weir.benchmarks.packet;

import dev.weir.model.Family;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The addresses that the measured packets go between. */
final class Hosts {
    /** Servers of the one service: as many as the ports of a client, so that a flow's port tells its server. */
    static final int SERVERS = 16;

    private Hosts() {}

    /** Of flow 0; the last 16 bits are the flow's. */
    static byte[] client(Family family) {
        return address(family, "0a010000", "fd000001000000000000000000000000");
    }

    static byte[] vip(Family family) {
        return address(family, "c000020a", "20010db8000000000000000000000010");
    }

    /** The director's own address towards the servers. */
    static byte[] director(Family family) {
        return address(family, "0a020100", "fd000002000000000000000000010000");
    }

    /**
     * A server's.
     *
     * @param number from 1; 0 is the address whose last 16 bits are still to be written
     */
    static byte[] server(Family family, int number) {
        byte[] address = address(family, "0a020000", "fd000002000000000000000000000000");
        address[address.length - 1] = (byte) number;
        return address;
    }

    /** Its 16 bytes as the packet path keeps it: IPv4 as ::ffff:a.b.c.d. */
    static byte[] mapped(byte[] address) {
        if (address.length == 16) {
            return address;
        }
        return HexFormat.of()
                .parseHex("00000000000000000000ffff" + HexFormat.of().formatHex(address));
    }

    /** An IPv4 address as it is written. */
    static String text(byte[] ipv4) {
        return IntStream.range(0, ipv4.length)
                .mapToObj(i -> Integer.toString(Byte.toUnsignedInt(ipv4[i])))
                .collect(Collectors.joining("."));
    }

    private static byte[] address(Family family, String ipv4, String ipv6) {
        return HexFormat.of().parseHex(family == Family.IPV4 ? ipv4 : ipv6);
    }
}
