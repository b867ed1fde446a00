package dev.weir.model;

/**
 * A server that does a service's work.
 *
 * @param endpoint where it listens (RIP and port)
 * @param weight its share of new connections, 0 to 65535; 0 quiesces it: nothing new, what exists continues
 */
public record RealServer(Endpoint endpoint, int weight) {
    public static final int MAX_WEIGHT = 65_535;

    public RealServer {
        if (weight < 0 || weight > MAX_WEIGHT) {
            throw new IllegalArgumentException("weight " + weight + " is not within 0.." + MAX_WEIGHT);
        }
    }

    public RealServer withWeight(int newWeight) {
        return new RealServer(endpoint, newWeight);
    }
}
