package dev.weir.model;

/** What a server is for within its service. */
public enum ServerRole {
    /** One of the pool that the scheduler picks from. */
    REGULAR,
    /** Takes what finds every regular server full; a service has at most one. */
    OVERFLOW,
    /** Takes what no other server takes: it tells clients that the service is sorry. At most one. */
    SORRY
}
