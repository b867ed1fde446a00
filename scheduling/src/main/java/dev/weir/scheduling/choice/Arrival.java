package dev.weir.scheduling.choice;

import dev.weir.model.IpAddress;
import java.time.Duration;

/**
 * A new connection, and the chance and the time it meets. Each scheduler looks at its own part of it.
 *
 * @param hash the keyed hash of its client ({@code sh}, {@code mh}) or its destination ({@code dh}): 32 bits, unsigned
 * @param firstLot a random number of 32 bits ({@code twos}, {@code least-latency})
 * @param secondLot another
 * @param destination the address that it is for ({@code lblc}, {@code lblcr})
 * @param at time since some beginning (the same two)
 */
public record Arrival(int hash, int firstLot, int secondLot, IpAddress destination, Duration at) {
    private static final IpAddress SOMEWHERE = IpAddress.ofIpv4(0);

    /** For schedulers that look at the loads alone. */
    public static final Arrival ANY = new Arrival(0, 0, 0, SOMEWHERE, Duration.ZERO);

    /** Of a client, or to a destination, with that hash. */
    public static Arrival ofHash(int hash) {
        return new Arrival(hash, 0, 0, SOMEWHERE, Duration.ZERO);
    }

    public static Arrival ofLots(int firstLot, int secondLot) {
        return new Arrival(0, firstLot, secondLot, SOMEWHERE, Duration.ZERO);
    }

    public static Arrival to(IpAddress destination, Duration at) {
        return new Arrival(0, 0, 0, destination, at);
    }
}
