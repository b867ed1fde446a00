package dev.weir.model;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * How long a client keeps its server, over all its connections to a service (IPVS's persistence).
 *
 * @param timeout after the client's last connection has left, in whole seconds, 1 s to 31 days
 * @param ipv4Prefix clients that agree in so many bits are one client, 1 to 32
 * @param ipv6Prefix likewise of IPv6, 1 to 128
 */
public record Persistence(Duration timeout, int ipv4Prefix, int ipv6Prefix) {
    public static final Duration MIN = Duration.ofSeconds(1);
    public static final Duration MAX = Duration.ofDays(31);

    /** IPVS's: 5 minutes (ipvsadm's default is 300 s), each address for itself. */
    public static final Persistence DEFAULT = new Persistence(Duration.ofMinutes(5), 32, 128);

    public Persistence {
        if (timeout.compareTo(MIN) < 0 || timeout.compareTo(MAX) > 0) {
            throw new IllegalArgumentException("a persistence of " + timeout + " is not within 1 s and 31 days");
        }
        if (!timeout.equals(timeout.truncatedTo(ChronoUnit.SECONDS))) {
            throw new IllegalArgumentException("a persistence of " + timeout + " is not in whole seconds");
        }
        requirePrefix(ipv4Prefix, 32);
        requirePrefix(ipv6Prefix, 128);
    }

    private static void requirePrefix(int prefix, int max) {
        if (prefix < 1 || prefix > max) {
            throw new IllegalArgumentException("a prefix of " + prefix + " bits is not within 1.." + max);
        }
    }
}
