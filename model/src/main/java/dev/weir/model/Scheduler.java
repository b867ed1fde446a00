package dev.weir.model;

/** A rule that picks the real server of a new connection; the names are those of IPVS, in capitals. */
public enum Scheduler {
    /** Round robin: each server in turn. */
    RR,
    /** Weighted round robin: each server in turn, as often as its weight says. */
    WRR,
    /** Least connection: the server with the fewest connections. */
    LC,
    /** Weighted least connection: the server with the fewest connections for its weight. */
    WLC,
    /** Source hashing: a client address always gets the same server while the pool stands. */
    SH,
    /** Maglev hashing: source hashing that moves few clients when the pool changes. */
    MH,
    /** Destination hashing: a destination address always gets the same server while the pool stands. */
    DH,
    /** Shortest expected delay: the server where one connection more is the least for its weight. */
    SED,
    /** Never queue: an idle server if there is one, else as {@link #SED}. */
    NQ,
    /** Failover: the server of the highest weight. */
    FO,
    /** Overflow: the server of the highest weight that has no more active connections than its weight. */
    OVF,
    /** The lighter of two servers that are drawn at random by weight. */
    TWOS,
    /** Locality-based least connection: a destination keeps its server until that is overloaded. */
    LBLC,
    /** Locality-based least connection with replication: a destination has a set of servers that grows and shrinks. */
    LBLCR,
    /** Least latency: of two servers drawn at random by weight, the one that answers sooner for its load. */
    LEAST_LATENCY;

    /** Whether a flag has a meaning for it; most have one for all. */
    public boolean heeds(ServiceFlag flag) {
        return switch (flag) {
            case HASH_PORT -> this == SH || this == MH;
            case FALLBACK -> this == SH || this == MH || this == DH;
            case ONE_PACKET, HOLD_GONE, EXPIRE_QUIESCENT, FTP -> true;
        };
    }

    /** Whether it can keep each server's load below a bound. */
    public boolean boundsLoads() {
        return this == MH;
    }

    /** Whether it must see servers answer handshakes, as only NAT shows them, and of protocols that have one. */
    public boolean timesHandshakes() {
        return this == LEAST_LATENCY;
    }
}
