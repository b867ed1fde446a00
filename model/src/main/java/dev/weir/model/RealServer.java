package dev.weir.model;

/**
 * A server that does a service's work.
 *
 * @param endpoint where it listens (RIP and port); port 0 is the port that each packet came to, which a service over
 *     several ports asks for
 * @param weight its share of new connections, 0 to 65535; 0 quiesces it: nothing new, what exists continues
 * @param thresholds when it is full
 * @param role what it is for within its service; the weight of other than regular servers has no say but for 0
 * @param ramp how much of its weight counts now, 1 to 100 percent; below 100 while it starts slowly
 */
public record RealServer(Endpoint endpoint, int weight, Thresholds thresholds, ServerRole role, int ramp) {
    public static final int MAX_WEIGHT = 65_535;
    public static final int FULL_RAMP = 100;

    public RealServer {
        if (weight < 0 || weight > MAX_WEIGHT) {
            throw new IllegalArgumentException("weight " + weight + " is not within 0.." + MAX_WEIGHT);
        }
        if (ramp < 1 || ramp > FULL_RAMP) {
            throw new IllegalArgumentException("a ramp of " + ramp + "% is not within 1.." + FULL_RAMP);
        }
    }

    /** A regular server without thresholds. */
    public RealServer(Endpoint endpoint, int weight) {
        this(endpoint, weight, Thresholds.NONE, ServerRole.REGULAR, FULL_RAMP);
    }

    /** What schedulers that compare shares go by: weight times ramp, 0 to 6,553,500. */
    public int pull() {
        return weight * ramp;
    }

    public boolean isRegular() {
        return role == ServerRole.REGULAR;
    }

    public RealServer withWeight(int newWeight) {
        return new RealServer(endpoint, newWeight, thresholds, role, ramp);
    }

    public RealServer withThresholds(Thresholds newThresholds) {
        return new RealServer(endpoint, weight, newThresholds, role, ramp);
    }

    public RealServer withRole(ServerRole newRole) {
        return new RealServer(endpoint, weight, thresholds, newRole, ramp);
    }

    public RealServer withRamp(int newRamp) {
        return new RealServer(endpoint, weight, thresholds, role, newRamp);
    }
}
