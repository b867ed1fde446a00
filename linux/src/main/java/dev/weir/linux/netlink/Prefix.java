package dev.weir.linux.netlink;

import dev.weir.model.Family;
import dev.weir.model.IpAddress;

/**
 * A range of addresses, such as {@code 192.0.2.0/24}.
 *
 * @param address its first, or any other
 * @param length how many leading bits they share
 */
public record Prefix(IpAddress address, int length) {
    public Prefix {
        if (length < 0 || length > address.family().bits()) {
            throw new IllegalArgumentException(address + " can't have a prefix of " + length + " bits");
        }
    }

    /**
     * Reads {@code 192.0.2.0/24}, or an address for that alone.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static Prefix parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return host(IpAddress.parse(text));
        }
        String length = text.substring(slash + 1);
        if (!length.matches("\\d{1,3}")) {
            throw new IllegalArgumentException("'" + text + "' is no prefix");
        }
        return new Prefix(IpAddress.parse(text.substring(0, slash)), Integer.parseInt(length));
    }

    /** An address alone. */
    public static Prefix host(IpAddress address) {
        return new Prefix(address, address.family().bits());
    }

    /** All addresses of a family: what the default route is for. */
    public static Prefix all(Family family) {
        return switch (family) {
            case IPV4 -> new Prefix(IpAddress.ofIpv4(0), 0);
            case IPV6 -> new Prefix(IpAddress.ofBytes(new byte[16]), 0);
        };
    }

    @Override
    public String toString() {
        return address + "/" + length;
    }
}
