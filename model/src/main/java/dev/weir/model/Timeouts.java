package dev.weir.model;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * How long a connection is kept after its last packet, by state; each 1 s to 31 days.
 *
 * <p>The defaults are IPVS's.
 */
public record Timeouts(Map<ConnectionState, Duration> byState) {
    public static final Duration MIN = Duration.ofSeconds(1);
    public static final Duration MAX = Duration.ofDays(31);

    public static final Timeouts DEFAULT = new Timeouts(Map.of(
            ConnectionState.SYN_RECV, Duration.ofMinutes(1),
            ConnectionState.ESTABLISHED, Duration.ofMinutes(15),
            ConnectionState.FIN_WAIT, Duration.ofMinutes(2),
            ConnectionState.TIME_WAIT, Duration.ofMinutes(2),
            ConnectionState.CLOSE, Duration.ofSeconds(10),
            ConnectionState.UDP, Duration.ofMinutes(5)));

    public Timeouts {
        byState = Map.copyOf(byState);
        for (ConnectionState state : ConnectionState.values()) {
            Duration timeout = byState.get(state);
            if (timeout == null || timeout.compareTo(MIN) < 0 || timeout.compareTo(MAX) > 0) {
                throw new IllegalArgumentException("timeout of " + state + " must be 1 s to 31 days, not " + timeout);
            }
        }
    }

    public Duration of(ConnectionState state) {
        Duration timeout = byState.get(state);
        if (timeout == null) {
            throw new IllegalStateException("no timeout for " + state);
        }
        return timeout;
    }

    public Timeouts with(ConnectionState state, Duration timeout) {
        Map<ConnectionState, Duration> changed = new EnumMap<>(byState);
        changed.put(state, timeout);
        return new Timeouts(changed);
    }
}
