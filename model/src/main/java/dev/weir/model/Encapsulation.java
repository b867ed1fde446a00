package dev.weir.model;

/**
 * What a packet travels in through a tunnel.
 *
 * @param kind the headers between the outer IP header and the packet
 * @param port UDP port that servers unwrap at, 1 to 65,535; of {@code GUE} alone, else 0
 */
public record Encapsulation(Kind kind, int port) {
    /** The headers of a tunnel. */
    public enum Kind {
        /** None: IP in IP (RFC 2003, RFC 2473, RFC 4213). */
        IPIP,
        /** Generic Routing Encapsulation (RFC 2784). */
        GRE,
        /** Likewise with a key (RFC 2890), which is the flow's hash, so that the network spreads flows by it. */
        GRE_KEY,
        /** Generic UDP Encapsulation, variant 0; the flow's hash makes the source port. */
        GUE
    }

    /** Where Linux and IPVS unwrap GUE, as its draft has it. */
    public static final int GUE_PORT = 6080;

    public static final Encapsulation IPIP = new Encapsulation(Kind.IPIP, 0);

    public Encapsulation {
        boolean isPort = port >= 1 && port <= 65_535;
        if (kind == Kind.GUE ? !isPort : port != 0) {
            throw new IllegalArgumentException(kind + " to port " + port
                    + (kind == Kind.GUE ? " is not within 1..65535" : ": only GUE has a port"));
        }
    }

    /** To its usual port, if it has one. */
    public static Encapsulation of(Kind kind) {
        return new Encapsulation(kind, kind == Kind.GUE ? GUE_PORT : 0);
    }
}
