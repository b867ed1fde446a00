package dev.weir.model;

/**
 * How much a director holds at most; kernel memory for it is taken when the director first starts.
 *
 * @param services virtual services, 1 to 65,536
 * @param servers real servers over all services, 1 to 1,048,576
 * @param connections recorded connections, 1,024 to 33,554,432; under 200 bytes each
 * @param schedulerSlots places in all scheduler tables together, 8 bytes each: lc and wlc take one for each of
 *     their servers, rr and wrr one for each turn, sh and mh one for each slot of their hash tables
 */
public record Capacity(int services, int servers, int connections, int schedulerSlots) {
    public static final Capacity DEFAULT = new Capacity(4_096, 65_536, 1_048_576, 4_194_304);

    public static final int MAX_SERVICES = 65_536;
    public static final int MAX_SERVERS = 1_048_576;
    public static final int MIN_CONNECTIONS = 1_024;
    public static final int MAX_CONNECTIONS = 33_554_432;
    public static final int MIN_SCHEDULER_SLOTS = 1_024;
    public static final int MAX_SCHEDULER_SLOTS = 268_435_456;

    public Capacity {
        requireWithin("services", services, 1, MAX_SERVICES);
        requireWithin("servers", servers, 1, MAX_SERVERS);
        requireWithin("connections", connections, MIN_CONNECTIONS, MAX_CONNECTIONS);
        requireWithin("scheduler slots", schedulerSlots, MIN_SCHEDULER_SLOTS, MAX_SCHEDULER_SLOTS);
    }

    private static void requireWithin(String what, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(what + " " + value + " is not within " + min + ".." + max);
        }
    }
}
