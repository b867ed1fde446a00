package dev.weir.model;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * An IPv4 or IPv6 address, as a value; no name is ever looked up for it.
 *
 * <p>Both families are held as 128 bits, IPv4 in its mapped form ({@code ::ffff:a.b.c.d}), which is how
 * the packet path keeps them too.
 *
 * @param family the family that it was written in
 * @param high the upper 64 bits, in network order
 * @param low the lower 64 bits, in network order
 */
public record IpAddress(Family family, long high, long low) implements Comparable<IpAddress> {
    private static final long MAPPED_PREFIX = 0x0000_ffff_0000_0000L;
    private static final long LOW_32_BITS = 0xffff_ffffL;

    public IpAddress {
        if (family == Family.IPV4 && (high != 0 || (low & ~LOW_32_BITS) != MAPPED_PREFIX)) {
            throw new IllegalArgumentException("an IPv4 address must be held in its mapped form");
        }
    }

    /**
     * Reads a literal such as {@code 192.0.2.1} or {@code 2001:db8::1}.
     *
     * @throws IllegalArgumentException if it is no literal of either family (a host name is none, nor
     *     is an address with a zone or in brackets)
     */
    public static IpAddress parse(String literal) {
        return literal.indexOf(':') >= 0 ? parseIpv6(literal) : parseIpv4(literal);
    }

    private static IpAddress parseIpv4(String literal) {
        int bits = 0;
        int start = 0;
        for (int octet = 0; octet < 4; octet++) {
            int dot = octet < 3 ? literal.indexOf('.', start) : literal.length();
            int value = dot < 0 ? -1 : octet(literal, start, dot);
            if (value < 0) {
                throw notAnAddress(literal);
            }
            bits = (bits << 8) | value;
            start = dot + 1;
        }
        return ofIpv4(bits);
    }

    /** The value of one to three digits without a leading zero; -1 if they are none, or above 255. */
    private static int octet(String text, int start, int end) {
        int digits = end - start;
        if (digits < 1 || digits > 3 || (digits > 1 && text.charAt(start) == '0')) {
            return -1;
        }
        int value = 0;
        for (int i = start; i < end; i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            value = value * 10 + digit - '0';
        }
        return value <= 255 ? value : -1;
    }

    private static IpAddress parseIpv6(String literal) {
        if (!literal.matches("[0-9a-fA-F:.]{2,45}")) {
            throw notAnAddress(literal);
        }
        try {
            // A text with a colon is never looked up: it is a literal or an error.
            byte[] bytes = InetAddress.getByName(literal).getAddress();
            return ofBytes(bytes);
        } catch (UnknownHostException e) {
            throw notAnAddress(literal);
        }
    }

    private static IllegalArgumentException notAnAddress(String literal) {
        return new IllegalArgumentException("'" + literal + "' is no IPv4 or IPv6 address");
    }

    /** An IPv4 address from its 32 bits, most significant octet first. */
    public static IpAddress ofIpv4(int bits) {
        return new IpAddress(Family.IPV4, 0, MAPPED_PREFIX | (bits & LOW_32_BITS));
    }

    /**
     * An address from its bytes in network order: four for IPv4, sixteen for IPv6 or, in the mapped
     * form, for IPv4.
     */
    public static IpAddress ofBytes(byte[] bytes) {
        return switch (bytes.length) {
            case 4 -> ofIpv4(ByteBuffer.wrap(bytes).getInt());
            case 16 ->
                ofMapped(
                        ByteBuffer.wrap(bytes).getLong(0),
                        ByteBuffer.wrap(bytes).getLong(8));
            default -> throw new IllegalArgumentException("an address has 4 or 16 bytes, not " + bytes.length);
        };
    }

    private static IpAddress ofMapped(long high, long low) {
        boolean mapped = high == 0 && (low & ~LOW_32_BITS) == MAPPED_PREFIX;
        return new IpAddress(mapped ? Family.IPV4 : Family.IPV6, high, low);
    }

    /** The sixteen bytes in network order, an IPv4 address in its mapped form. */
    public byte[] mappedBytes() {
        return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    }

    /** The address's own bytes in network order: four for IPv4, sixteen for IPv6. */
    public byte[] bytes() {
        byte[] mapped = mappedBytes();
        return family == Family.IPV4 ? Arrays.copyOfRange(mapped, 12, 16) : mapped;
    }

    /** Whether this is the address of no host: {@code 0.0.0.0} or {@code ::}. */
    public boolean isUnspecified() {
        return high == 0 && (family == Family.IPV4 ? (low & LOW_32_BITS) == 0 : low == 0);
    }

    /** Whether this is a group's address: {@code 224.0.0.0/4} or {@code ff00::/8}. */
    public boolean isMulticast() {
        return family == Family.IPV4 ? ((low >>> 28) & 0xf) == 0xe : high >>> 56 == 0xff;
    }

    /** Whether this is an address of the host itself: {@code 127.0.0.0/8} or {@code ::1}. */
    public boolean isLoopback() {
        return family == Family.IPV4 ? ((low >>> 24) & 0xff) == 127 : high == 0 && low == 1;
    }

    @Override
    public int compareTo(IpAddress other) {
        int byFamily = family.compareTo(other.family);
        if (byFamily != 0) {
            return byFamily;
        }
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    /** The canonical text: dotted decimal, or the form of RFC 5952. */
    @Override
    public String toString() {
        return family == Family.IPV4 ? dottedDecimal() : Rfc5952.format(high, low);
    }

    private String dottedDecimal() {
        return ((low >>> 24) & 0xff) + "." + ((low >>> 16) & 0xff) + "." + ((low >>> 8) & 0xff) + "." + (low & 0xff);
    }
}
