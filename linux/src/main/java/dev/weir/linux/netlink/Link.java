package dev.weir.linux.netlink;

import dev.weir.model.MacAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A network interface.
 *
 * @param index its number in its namespace, from 1
 * @param name such as {@code eth0}
 * @param mac its Ethernet address; empty if it has none
 * @param mtu the largest IP packet that it takes, in bytes
 * @param up whether it is switched on
 * @param carrier whether it is up and its cable, or its peer, is
 * @param loopback whether it is the loopback
 * @param kind of a virtual one, such as {@code veth} or {@code bridge}; empty for hardware and the loopback
 * @param master the index of the bridge or bond that it belongs to
 * @param peer the index of the other end of a veth, or of the interface below; in {@code peerNamespace}
 * @param peerNamespace the number by which this namespace knows that of the peer; empty if it is this one
 */
public record Link(
        int index,
        String name,
        Optional<MacAddress> mac,
        int mtu,
        boolean up,
        boolean carrier,
        boolean loopback,
        Optional<String> kind,
        OptionalInt master,
        OptionalInt peer,
        OptionalInt peerNamespace) {
    /** {@code struct ifinfomsg}: u8 family, u8 pad, u16 type, s32 index, u32 flags, u32 change. */
    static final int HEADER_LENGTH = 16;

    static final int IFF_UP = 1;
    static final int IFF_LOOPBACK = 8;
    static final int IFF_LOWER_UP = 0x10000;

    static final int IFLA_ADDRESS = 1;
    static final int IFLA_IFNAME = 3;
    static final int IFLA_MTU = 4;
    static final int IFLA_LINK = 5;
    static final int IFLA_MASTER = 10;
    static final int IFLA_LINKINFO = 18;
    static final int IFLA_NET_NS_FD = 28;
    static final int IFLA_LINK_NETNSID = 37;
    static final int IFLA_INFO_KIND = 1;
    static final int IFLA_INFO_DATA = 2;

    static Link decode(NetlinkMessage message) {
        ByteBuffer header = message.header(HEADER_LENGTH);
        int flags = header.getInt(8);
        Attributes attributes = message.attributes(HEADER_LENGTH);
        return new Link(
                header.getInt(4),
                attributes.text(IFLA_IFNAME).orElse(""),
                attributes.mac(IFLA_ADDRESS),
                attributes.u32(IFLA_MTU).orElse(0),
                (flags & IFF_UP) != 0,
                (flags & IFF_LOWER_UP) != 0,
                (flags & IFF_LOOPBACK) != 0,
                attributes.nested(IFLA_LINKINFO).flatMap(info -> info.text(IFLA_INFO_KIND)),
                attributes.u32(IFLA_MASTER),
                attributes.u32(IFLA_LINK),
                attributes.u32(IFLA_LINK_NETNSID));
    }
}
