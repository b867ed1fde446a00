package dev.weir.benchmarks.packet;

import java.util.List;

/**
 * How the measured service picks the server of a new flow.
 *
 * @param scheduler its name
 * @param kind the packet path's word for it
 * @param servers how many it has
 * @param slots how long its table is; servers come in it in turn
 */
record Balancing(String scheduler, String kind, int servers, int slots) {
    /** What all but the schedulers' own rows are measured with: as many servers as a client has ports. */
    static final Balancing USUAL = new Balancing("rr", "SLOT_BY_TURN", Hosts.SERVERS, Hosts.SERVERS);

    private static final int FEW = 10;
    private static final int MANY = 100;
    private static final int HASH_SLOTS = 16_381;

    /** Those that cost the same whatever the number of servers. */
    static final List<Balancing> CONSTANT = List.of(
            new Balancing("rr", "SLOT_BY_TURN", FEW, FEW),
            new Balancing("wrr", "SLOT_BY_TURN", FEW, FEW * MANY),
            new Balancing("sh", "SLOT_BY_CLIENT", FEW, FEW * MANY),
            new Balancing("mh", "SLOT_BY_CLIENT", FEW, HASH_SLOTS),
            new Balancing("twos", "LIGHTER_OF_TWO", FEW, FEW * MANY));

    /** Those that weigh all servers. */
    static final List<Balancing> LINEAR = List.of(
            new Balancing("wlc", "LEAST_FOR_WEIGHT", MANY, MANY),
            new Balancing("sed", "SHORTEST_DELAY", MANY, MANY),
            new Balancing("nq", "NEVER_QUEUE", MANY, MANY));

    /** The row's name, such as {@code wlc-100}. */
    String program() {
        return scheduler + "-" + servers;
    }
}
