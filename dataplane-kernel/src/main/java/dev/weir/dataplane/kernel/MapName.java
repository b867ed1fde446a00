package dev.weir.dataplane.kernel;

import dev.weir.model.Capacity;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;

/** A map of the packet path that outlives the director, and how many elements it holds for a capacity. */
enum MapName {
    CONN_ENTRIES(capacity -> capacity.connections() + 1),
    CONN_INDEX(MapName::buckets),
    CONN_NOTES(capacity -> capacity.connections() + 1),
    CONN_SHIFTS(capacity -> capacity.connections() + 1),
    CLIENTS(capacity -> part(capacity.connections(), 8)),
    LOCALITIES(capacity -> part(capacity.connections(), 16)),
    FTP_SESSIONS(capacity -> part(capacity.connections(), 16)),
    SINGLES(capacity -> part(capacity.connections(), 16)),
    SERVICES(MapName::keys),
    SERVICE_RANGES(MapName::prefixes),
    SERVICE_STATE(Capacity::services),
    SERVICE_RETIRED(Capacity::services),
    SERVERS(capacity -> capacity.servers() + 1),
    SERVER_LOADS(capacity -> capacity.servers() + 1),
    SERVER_COUNTERS(capacity -> capacity.servers() + 1),
    SCHEDULER_SLOTS(Capacity::schedulerSlots),
    ADDRESSES(MapName::addresses),
    INTERFACES,
    ANSWER_BUDGET,
    DROP_COUNTERS,
    NOTE_COUNTERS,
    CLOCK,
    RUNTIME,
    IDENTITY;

    /** The size is the one in the C. */
    static final int AS_COMPILED = 0;

    /** A range of ports is at most so many prefixes: two of each length from 2 to 16 bits. */
    private static final int PREFIXES_A_RANGE = 30;

    /** VIPs with a port, on average. */
    private static final int KEYS_A_SERVICE = 4;

    /** The director's own, at most. */
    private static final int OWN_ADDRESSES = 1_024;

    private static final int MIN_PART = 1_024;
    private static final int MAX_PART = 262_144;

    @SuppressWarnings("ImmutableEnumChecker") // the functions above hold no state
    private final ToIntFunction<Capacity> entries;

    MapName() {
        this(capacity -> AS_COMPILED);
    }

    MapName(ToIntFunction<Capacity> entries) {
        this.entries = entries;
    }

    static List<MapName> all() {
        return Arrays.asList(values());
    }

    private static int keys(Capacity capacity) {
        return capacity.services() * KEYS_A_SERVICE;
    }

    private static int addresses(Capacity capacity) {
        return keys(capacity) + capacity.servers() + OWN_ADDRESSES;
    }

    private static int prefixes(Capacity capacity) {
        return capacity.services() * PREFIXES_A_RANGE;
    }

    /** Of what is kept for a part of the connections only: enough for small tables, and bounded for large ones. */
    private static int part(int connections, int divisor) {
        return Math.clamp(connections / divisor, MIN_PART, MAX_PART);
    }

    /** How many elements there are to be; {@link #AS_COMPILED} if no capacity has a say in it. */
    int entries(Capacity capacity) {
        return entries.applyAsInt(capacity);
    }

    /**
     * Buckets of the connection table's index: a power of two, so that a mask of the hash picks one, and at least
     * half as many as connections, so that no more than two of a bucket's seven places are taken on average.
     */
    static int buckets(Capacity capacity) {
        int least = (capacity.connections() + 1) / 2;
        int highest = Integer.highestOneBit(least);
        return highest == least ? highest : highest << 1;
    }

    /** Its name in the object, where a section of variables is a map too. */
    String inObject() {
        return this == RUNTIME ? ".data.runtime" : pin();
    }

    /** Its name in the pin directory. */
    String pin() {
        return name().toLowerCase(Locale.ROOT);
    }
}
