package dev.weir.model;

import java.util.Comparator;

/**
 * What a virtual service is reached by, and known by.
 *
 * @param vip the virtual IP address and port
 * @param protocol the transport protocol
 */
public record ServiceKey(Endpoint vip, Protocol protocol) implements Comparable<ServiceKey> {
    private static final Comparator<ServiceKey> ORDER =
            Comparator.comparing(ServiceKey::vip).thenComparing(ServiceKey::protocol);

    @Override
    public int compareTo(ServiceKey other) {
        return ORDER.compare(this, other);
    }

    /** {@code TCP 192.0.2.1:80}. */
    @Override
    public String toString() {
        return protocol + " " + vip;
    }
}
