package dev.weir.model;

/** A transport protocol that a service can be reached by. */
public enum Protocol {
    TCP(6),
    UDP(17);

    private final int number;

    Protocol(int number) {
        this.number = number;
    }

    /** The number in the IP header (IANA's protocol numbers). */
    public int number() {
        return number;
    }
}
