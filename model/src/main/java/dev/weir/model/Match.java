package dev.weir.model;

/**
 * Packets that a service is for: one protocol, one address or any, and a range of ports.
 *
 * @param protocol the transport protocol
 * @param address the destination; the unspecified one ({@code 0.0.0.0} or {@code ::}) is any of its family
 * @param firstPort 1 to 65535, or 0 for any port
 * @param lastPort the range's last port, {@code firstPort} to 65535; with any port 0 too
 */
public record Match(Protocol protocol, IpAddress address, int firstPort, int lastPort) {
    public static final int ANY_PORT = 0;

    public Match {
        boolean isAny = firstPort == ANY_PORT && lastPort == ANY_PORT;
        if (!isAny && (firstPort < 1 || lastPort < firstPort || lastPort > 65_535)) {
            throw new IllegalArgumentException("ports " + firstPort + "-" + lastPort + " are no range within 1..65535");
        }
    }

    /** One port, or any if {@code port} is 0. */
    public static Match of(Protocol protocol, IpAddress address, int port) {
        return new Match(protocol, address, port, port);
    }

    public boolean isAnyPort() {
        return firstPort == ANY_PORT;
    }

    public boolean isAnyAddress() {
        return address.isUnspecified();
    }

    /** Whether it names one port, and no range. */
    public boolean isOnePort() {
        return firstPort == lastPort && !isAnyPort();
    }

    /** Whether it names several ports, but not any. */
    public boolean isRange() {
        return firstPort != lastPort;
    }

    /**
     * Whether a packet could be meant by both equally well. A single port, a range, any port and any address are
     * ranks: of a packet that several ranks mean, the narrowest decides, an address before a port.
     */
    public boolean contradicts(Match other) {
        boolean sameRank = isAnyPort() == other.isAnyPort() && isOnePort() == other.isOnePort();
        return protocol == other.protocol
                && address.equals(other.address)
                && sameRank
                && firstPort <= other.lastPort
                && other.firstPort <= lastPort;
    }

    /** What it is known by where it stands alone. */
    public ServiceKey key() {
        return new ServiceKey(new Endpoint(address, firstPort), protocol);
    }

    /** {@code TCP 192.0.2.1:80}, {@code TCP 192.0.2.1:8000-8999} or {@code UDP 0.0.0.0:any}. */
    @Override
    public String toString() {
        return firstPort == lastPort ? key().toString() : key() + "-" + lastPort;
    }
}
