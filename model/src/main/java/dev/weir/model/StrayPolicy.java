package dev.weir.model;

/** What becomes of a TCP packet to a service that belongs to no connection and begins none. */
public enum StrayPolicy {
    /** It is the kernel's, which resets it if the VIP is its own. */
    PASS,
    /** It is dropped and counted. */
    DROP,
    /** Its sender is told by a TCP reset. */
    RESET,
    /** It is scheduled as if it began a connection (IPVS's {@code sloppy_tcp=1}). */
    SCHEDULE
}
