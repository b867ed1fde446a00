package dev.weir.model;

/**
 * What a service refuses beyond; 0 for no limit.
 *
 * @param connections recorded at once over all its servers
 * @param clientConnections recorded at once of one client address
 * @param clientRate new connections a second of one client address; as many may come at once after a pause
 */
public record Limits(int connections, int clientConnections, int clientRate) {
    public static final Limits NONE = new Limits(0, 0, 0);

    /** Of {@code clientRate}. */
    public static final int MAX_RATE = 1_000_000;

    public Limits {
        if (connections < 0 || clientConnections < 0 || clientRate < 0 || clientRate > MAX_RATE) {
            throw new IllegalArgumentException("limits " + connections + ", " + clientConnections + ", " + clientRate
                    + " must not be negative, and the last not above " + MAX_RATE);
        }
    }
}
