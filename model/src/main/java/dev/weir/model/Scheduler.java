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
    MH
}
