package dev.weir.simulation;

/**
 * The new flows that each service is given in a simulation.
 *
 * @param flows how many, counted after a start that is not
 * @param clients distinct clients that they are drawn from, each as likely; also the distinct destinations of a service
 *     for any address
 * @param held flows that a service holds at once: each stays until so many have come after it; {@link #AS_RECORDED} for
 *     as many as are recorded or, where none is, {@value #HELD_PER_SERVER} a server
 * @param seed of all that is drawn, and of the secret that keys the hashes
 */
public record Workload(long flows, int clients, int held, long seed) {
    public static final int AS_RECORDED = 0;
    public static final int HELD_PER_SERVER = 100;
    public static final long MAX_FLOWS = 1_000_000_000;
    public static final int MAX_CLIENTS = 10_000_000;
    public static final int MAX_HELD = 10_000_000;

    public static final Workload DEFAULT = new Workload(1_000_000, 100_000, AS_RECORDED, 1);

    public Workload {
        requireWithin("flows", flows, 1, MAX_FLOWS);
        requireWithin("clients", clients, 1, MAX_CLIENTS);
        requireWithin("connections held at once", held, 0, MAX_HELD);
    }

    private static void requireWithin(String what, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(what + ": " + value + " is not within " + min + ".." + max);
        }
    }

    /** The same clients, with another number of flows and of those held at once. */
    Workload with(long otherFlows, int otherHeld) {
        return new Workload(otherFlows, clients, otherHeld, seed);
    }
}
