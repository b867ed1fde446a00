package dev.weir.simulation;

/**
 * A new flow as schedulers see it, before it has a server. Not immutable, for millions pass: one instance is filled
 * anew for each. IPv4 addresses stand in their mapped form.
 */
final class Flow {
    long clientHigh;
    long clientLow;
    int clientPort;
    long destinationHigh;
    long destinationLow;

    /** 64 random bits. */
    long random;

    /** Half of the random bits. */
    int firstLot() {
        return (int) (random >>> Integer.SIZE);
    }

    /** The other half. */
    int secondLot() {
        return (int) random;
    }
}
