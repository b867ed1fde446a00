package dev.weir.model;

/** Where a recorded connection stands in its life, by IPVS's names. */
public enum ConnectionState {
    /** A client's SYN was seen, its handshake isn't finished. */
    SYN_RECV,
    /** The handshake is finished, data may flow: the one TCP state that counts as active. */
    ESTABLISHED,
    /** One side has sent its FIN. */
    FIN_WAIT,
    /** Both sides have sent their FIN, or one has where the other's packets pass the director by. */
    TIME_WAIT,
    /** A reset was seen. */
    CLOSE,
    /** A UDP flow; counts as active. */
    UDP;

    /** Whether connections in this state count as active, as {@code lc} and {@code wlc} weigh them. */
    public boolean isActive() {
        return this == ESTABLISHED || this == UDP;
    }
}
