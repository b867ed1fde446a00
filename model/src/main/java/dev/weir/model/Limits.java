package dev.weir.model;

/**
 * What a service refuses beyond; 0 for no limit.
 *
 * @param connections recorded at once over all its servers
 * @param clientConnections recorded at once of one client
 * @param clientRate new connections a second of one client; as many may come at once after a pause
 * @param ipv4Prefix clients that agree in so many bits of their addresses count as one, 1 to 32
 * @param ipv6Prefix likewise of IPv6, 1 to 128
 */
public record Limits(int connections, int clientConnections, int clientRate, int ipv4Prefix, int ipv6Prefix) {
    private static final int IPV4_BITS = 32;
    private static final int IPV6_BITS = 128;

    public static final Limits NONE = new Limits(0, 0, 0);

    /** Of {@code clientRate}. */
    public static final int MAX_RATE = 1_000_000;

    public Limits {
        if (connections < 0 || clientConnections < 0 || clientRate < 0 || clientRate > MAX_RATE) {
            throw new IllegalArgumentException("limits " + connections + ", " + clientConnections + ", " + clientRate
                    + " must not be negative, and the last not above " + MAX_RATE);
        }
        if (ipv4Prefix < 1 || ipv4Prefix > IPV4_BITS || ipv6Prefix < 1 || ipv6Prefix > IPV6_BITS) {
            throw new IllegalArgumentException("prefixes of " + ipv4Prefix + " and " + ipv6Prefix
                    + " bits are not within 1.." + IPV4_BITS + " and 1.." + IPV6_BITS);
        }
    }

    /** Each address for itself. */
    public Limits(int connections, int clientConnections, int clientRate) {
        this(connections, clientConnections, clientRate, IPV4_BITS, IPV6_BITS);
    }
}
