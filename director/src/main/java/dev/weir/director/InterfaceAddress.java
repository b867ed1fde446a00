package dev.weir.director;

import dev.weir.model.Family;
import dev.weir.model.IpAddress;

/**
 * An address of this machine.
 *
 * @param interfaceName the interface it stands on
 * @param address the address
 * @param prefixLength how many of its leading bits name the interface's network
 */
public record InterfaceAddress(String interfaceName, IpAddress address, int prefixLength) {
    private static final int MAPPED_BITS = 96;

    public InterfaceAddress {
        if (prefixLength < 0 || prefixLength > bits(address)) {
            throw new IllegalArgumentException("prefix length " + prefixLength + " does not fit " + address);
        }
    }

    private static int bits(IpAddress address) {
        return address.family() == Family.IPV4 ? 32 : 128;
    }

    /** Whether the address is a network of its own, as a VIP is: /32 or /128. */
    public boolean isAlone() {
        return prefixLength == bits(address);
    }

    /** Whether {@code other} lies in the network of this address. */
    public boolean networkContains(IpAddress other) {
        if (other.family() != address.family()) {
            return false;
        }
        int mapped = address.family() == Family.IPV4 ? MAPPED_BITS + prefixLength : prefixLength;
        return equalBits(address.high(), other.high(), mapped)
                && equalBits(address.low(), other.low(), mapped - Long.SIZE);
    }

    private static boolean equalBits(long one, long other, int count) {
        return count <= 0 || (one ^ other) >>> Math.max(0, Long.SIZE - count) == 0;
    }
}
