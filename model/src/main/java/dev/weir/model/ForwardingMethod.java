package dev.weir.model;

/** How a packet reaches its real server. */
public enum ForwardingMethod {
    /** The destination is rewritten to the server's; replies pass through the director, which writes the VIP back. */
    NAT,
    /** The packet travels whole inside another IP packet; the server unwraps it and replies to the client itself. */
    TUNNELLING,
    /** The frame goes to the server's MAC address unchanged; it holds the VIP and replies to the client itself. */
    DIRECT_ROUTING;

    /** Whether the server may listen on another port than the service's; only NAT rewrites ports. */
    public boolean mapsPorts() {
        return this == NAT;
    }

    /** Whether a service may be served by servers of the other address family; only a tunnel carries both. */
    public boolean crossesFamilies() {
        return this == TUNNELLING;
    }
}
