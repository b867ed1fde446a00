package dev.weir.model;

/** How a packet reaches its real server. */
public enum ForwardingMethod {
    /** The destination is rewritten to the server's; replies pass through the director, which writes the VIP back. */
    NAT,
    /** The packet travels whole inside another IP packet; the server unwraps it and replies to the client itself. */
    TUNNELLING,
    /** The frame goes to the server's MAC address unchanged; it holds the VIP and replies to the client itself. */
    DIRECT_ROUTING,
    /**
     * Source and destination are rewritten, the source to an address of the director's own: servers need no way back
     * through the director, nor any knowledge of it.
     */
    FULL_NAT;

    /** Whether the server may listen on another port than the service's; only NAT of either kind rewrites ports. */
    public boolean mapsPorts() {
        return translates();
    }

    /**
     * Whether a service may be served by servers of the other address family: a tunnel carries both, full NAT
     * translates one to the other.
     */
    public boolean crossesFamilies() {
        return this == TUNNELLING || this == FULL_NAT;
    }

    /** Whether packets are rewritten, and replies pass the director, which writes the VIP back. */
    public boolean translates() {
        return this == NAT || this == FULL_NAT;
    }
}
