package dev.weir.monitor;

import dev.weir.model.Endpoint;
import dev.weir.model.Family;
import dev.weir.model.IpAddress;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Addresses with a common prefix, and perhaps one port: {@code 192.0.2.1}, {@code 192.0.2.0/24}, {@code 192.0.2.1:80},
 * {@code 2001:db8::/32}, {@code [2001:db8::1]:80}, {@code 0.0.0.0:any} or {@code [::]}. An unspecified address stands
 * for itself, which is how a service for any address is known.
 *
 * @param prefix the address that others are compared with
 * @param prefixLength how many of its first bits count
 * @param port the only port, or 0 for any
 */
record EndpointPattern(IpAddress prefix, int prefixLength, int port) {
    private static final int ANY_PORT = 0;

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException if it is none
     */
    static EndpointPattern parse(String text) {
        int slash = text.indexOf('/');
        if (slash >= 0) {
            return network(IpAddress.parse(text.substring(0, slash)), text.substring(slash + 1));
        }
        if (text.startsWith("[") && text.endsWith("]")) {
            return of(IpAddress.parse(text.substring(1, text.length() - 1)));
        }
        boolean hasOneColon = text.indexOf(':') >= 0 && text.indexOf(':') == text.lastIndexOf(':');
        if (hasOneColon || text.startsWith("[")) {
            Endpoint endpoint = Endpoint.parse(text);
            return new EndpointPattern(
                    endpoint.address(), endpoint.address().family().bits(), endpoint.port());
        }
        return of(IpAddress.parse(text));
    }

    private static EndpointPattern of(IpAddress address) {
        return new EndpointPattern(address, address.family().bits(), ANY_PORT);
    }

    private static EndpointPattern network(IpAddress address, String length) {
        Family family = address.family();
        if (!length.matches("[0-9]{1,3}") || Integer.parseInt(length) > family.bits()) {
            throw new IllegalArgumentException(
                    "'/" + length + "' is no prefix length of 0 to " + family.bits() + " after " + address);
        }
        return new EndpointPattern(address, Integer.parseInt(length), ANY_PORT);
    }

    /**
     * A filter by a parameter of a query, which lets all pass if it is missing.
     *
     * @throws IllegalArgumentException if it is no pattern; the message names the parameter
     */
    static <T> Predicate<T> filter(
            String name, Function<String, @Nullable String> parameter, Function<T, Endpoint> endpoint) {
        return matching(name, parameter, (pattern, candidate) -> pattern.matches(endpoint.apply(candidate)));
    }

    /** Likewise, with a rule of its own for what matches. */
    static <T> Predicate<T> matching(
            String name, Function<String, @Nullable String> parameter, BiPredicate<EndpointPattern, T> rule) {
        String text = parameter.apply(name);
        if (text == null) {
            return candidate -> true;
        }
        try {
            EndpointPattern pattern = parse(text);
            return candidate -> rule.test(pattern, candidate);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    /** Whether it and a network have addresses in common; a network has no port to go by. */
    boolean meets(IpAddress network, int length) {
        return network.family() == prefix.family()
                && new EndpointPattern(prefix, Math.min(prefixLength, length), ANY_PORT).hasPrefix(network);
    }

    boolean matches(Endpoint endpoint) {
        return (port == ANY_PORT || port == endpoint.port())
                && endpoint.address().family() == prefix.family()
                && hasPrefix(endpoint.address());
    }

    private boolean hasPrefix(IpAddress address) {
        // IPv4 addresses are held in their mapped form, whose first 96 bits are the same for all.
        int bits = prefixLength + Family.IPV6.bits() - prefix.family().bits();
        long high = mask(Math.min(bits, Long.SIZE));
        long low = mask(Math.max(0, bits - Long.SIZE));
        return ((address.high() ^ prefix.high()) & high) == 0 && ((address.low() ^ prefix.low()) & low) == 0;
    }

    /** A word whose first {@code bits} bits, 0 to 64, are set. */
    private static long mask(int bits) {
        return bits == 0 ? 0 : -1L << (Long.SIZE - bits);
    }
}
