package dev.weir.lab.network;

import dev.weir.model.Family;
import dev.weir.model.IpAddress;

/**
 * One of the lab's networks. All their prefixes are set aside for documentation (RFC 5737 and RFC 3849) or
 * benches, so that none can be an address that the machine needs.
 */
public enum Subnet {
    /** Where the clients are. */
    CLIENTS(1, "203.0.113.", 24, "2001:db8:c::"),
    /** The layer-2 segment of the directors, the virtual services and the first real servers. */
    LAN(2, "192.0.2.", 24, "2001:db8:a::"),
    /** The real servers behind the router, which only a tunnel reaches. */
    REMOTE(3, "198.51.100.", 25, "2001:db8:b::"),
    /** Between the machine itself and the directors, in pieces of four addresses. */
    MANAGEMENT(4, "198.51.100.", 25, "2001:db8:f::"),
    /** Where nobody is: what the router sends to director1, for services of any address. Set aside by RFC 2544. */
    FOREIGN(5, "198.18.0.", 24, "2001:db8:e::");

    private final int number;
    private final String ipv4;
    private final int ipv4Length;
    private final String ipv6;

    Subnet(int number, String ipv4, int ipv4Length, String ipv6) {
        this.number = number;
        this.ipv4 = ipv4;
        this.ipv4Length = ipv4Length;
        this.ipv6 = ipv6;
    }

    /** The address numbered {@code host}: the last decimal of IPv4 and the same digits in IPv6. */
    public IpAddress address(Family family, int host) {
        return IpAddress.parse((family == Family.IPV4 ? ipv4 : ipv6) + host);
    }

    /** The Ethernet address, {@code 02:00:00:00:02:0b}, of the host numbered {@code host}. */
    String mac(int host) {
        return "02:00:00:00:%02x:%02x".formatted(number, host);
    }

    /** Length of the prefix in bits. */
    public int prefixLength(Family family) {
        return family == Family.IPV4 ? ipv4Length : 64;
    }

    /** {@code 192.0.2.11/24}, as ip(8) takes it. */
    String addressWithPrefix(Family family, int host) {
        return address(family, host) + "/" + prefixLength(family);
    }

    /** {@code 192.0.2.0/24}. */
    String prefix(Family family) {
        return (family == Family.IPV4 ? ipv4 + "0" : ipv6) + "/" + prefixLength(family);
    }
}
