package dev.weir.model;

import java.util.Comparator;

/**
 * An address and a port.
 *
 * @param address the host
 * @param port 1 to 65535; 0, written {@code any}, where every port is meant
 */
public record Endpoint(IpAddress address, int port) implements Comparable<Endpoint> {
    private static final String ANY_PORT = "any";
    private static final Comparator<Endpoint> ORDER =
            Comparator.comparing(Endpoint::address).thenComparingInt(Endpoint::port);

    public Endpoint {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is not within 1..65535, nor 0 for any");
        }
    }

    /** Reads {@code 192.0.2.1:80}, {@code [2001:db8::1]:80} or {@code 192.0.2.1:any}. */
    public static Endpoint parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("'" + text + "' is no ADDRESS:PORT");
        }
        String host = text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (host.indexOf(':') >= 0 && !bracketed) {
            throw new IllegalArgumentException("'" + text + "': write an IPv6 address as [ADDRESS]:PORT");
        }
        IpAddress address = IpAddress.parse(bracketed ? host.substring(1, host.length() - 1) : host);
        String port = text.substring(colon + 1);
        try {
            return new Endpoint(address, port.equals(ANY_PORT) ? 0 : Integer.parseInt(port));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' has no port number after its last colon", e);
        }
    }

    @Override
    public int compareTo(Endpoint other) {
        return ORDER.compare(this, other);
    }

    /** {@code 192.0.2.1:80}, {@code [2001:db8::1]:80} or {@code 192.0.2.1:any}. */
    @Override
    public String toString() {
        String host = address.family() == Family.IPV4 ? address.toString() : "[" + address + "]";
        return host + ":" + (port == 0 ? ANY_PORT : port);
    }
}
