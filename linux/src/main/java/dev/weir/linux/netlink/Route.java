package dev.weir.linux.netlink;

import dev.weir.model.Family;
import dev.weir.model.IpAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A route, or the kernel's choice for one destination.
 *
 * @param destination which addresses it is for
 * @param type what becomes of a packet
 * @param table the routing table it stands in; 254 is main, 255 local
 * @param interfaceIndex the interface to leave by; empty if the packet goes nowhere, or by one of several
 * @param gateway the router to send it to; empty if the destination is on the link
 * @param source the address that a socket of this machine would send from
 * @param metric of two routes for one destination, the lower wins
 * @param mtu of the path, where the route sets one
 */
public record Route(
        Prefix destination,
        Type type,
        int table,
        OptionalInt interfaceIndex,
        Optional<IpAddress> gateway,
        Optional<IpAddress> source,
        int metric,
        OptionalInt mtu) {
    /** What becomes of a packet. */
    public enum Type {
        UNICAST(1),
        LOCAL(2),
        BROADCAST(3),
        ANYCAST(4),
        MULTICAST(5),
        BLACKHOLE(6),
        UNREACHABLE(7),
        PROHIBIT(8),
        OTHER(-1);

        private final int number;

        Type(int number) {
            this.number = number;
        }

        static Type of(int number) {
            for (Type type : values()) {
                if (type.number == number) {
                    return type;
                }
            }
            return OTHER;
        }

        int number() {
            return number;
        }
    }

    /**
     * {@code struct rtmsg}: u8 family, destination length, source length, tos, table, protocol, scope, type; u32 flags.
     */
    static final int HEADER_LENGTH = 12;

    static final int RTA_DST = 1;
    static final int RTA_OIF = 4;
    static final int RTA_GATEWAY = 5;
    static final int RTA_PRIORITY = 6;
    static final int RTA_PREFSRC = 7;
    static final int RTA_METRICS = 8;
    static final int RTA_TABLE = 15;
    static final int RTA_VIA = 18;
    static final int RTAX_MTU = 2;
    static final int MAIN_TABLE = 254;

    /** A route of the main table by way of a router. */
    public static Route via(Prefix destination, IpAddress gateway) {
        return new Route(
                destination,
                Type.UNICAST,
                MAIN_TABLE,
                OptionalInt.empty(),
                Optional.of(gateway),
                Optional.empty(),
                0,
                OptionalInt.empty());
    }

    /** A route of the main table to what is on an interface's own link. */
    public static Route onLink(Prefix destination, int interfaceIndex) {
        return new Route(
                destination,
                Type.UNICAST,
                MAIN_TABLE,
                OptionalInt.of(interfaceIndex),
                Optional.empty(),
                Optional.empty(),
                0,
                OptionalInt.empty());
    }

    /** Empty for a route that is not IP's. */
    static Optional<Route> decode(NetlinkMessage message) {
        ByteBuffer header = message.header(HEADER_LENGTH);
        return AddressFamily.of(Byte.toUnsignedInt(header.get(0)))
                .map(family -> decode(family, header, message.attributes(HEADER_LENGTH)));
    }

    private static Route decode(Family family, ByteBuffer header, Attributes attributes) {
        int length = Byte.toUnsignedInt(header.get(1));
        if (length > family.bits()) {
            throw new NetlinkFormatException("a route of " + family + " with a prefix of " + length + " bits");
        }
        IpAddress destination =
                attributes.address(RTA_DST).orElse(Prefix.all(family).address());
        return new Route(
                new Prefix(destination, Math.min(length, destination.family().bits())),
                Type.of(header.get(7)),
                attributes.u32(RTA_TABLE).orElse(Byte.toUnsignedInt(header.get(4))),
                attributes.u32(RTA_OIF),
                attributes.address(RTA_GATEWAY).or(() -> via(attributes)),
                attributes.address(RTA_PREFSRC),
                attributes.u32(RTA_PRIORITY).orElse(0),
                attributes
                        .nested(RTA_METRICS)
                        .map(metrics -> metrics.u32(RTAX_MTU))
                        .orElse(OptionalInt.empty()));
    }

    /** A router of another family than the destination's: u16 family, then its address. */
    private static Optional<IpAddress> via(Attributes attributes) {
        return attributes
                .bytes(RTA_VIA)
                .filter(bytes -> bytes.length == 6 || bytes.length == 18)
                .map(bytes -> IpAddress.ofBytes(Arrays.copyOfRange(bytes, 2, bytes.length)));
    }
}
