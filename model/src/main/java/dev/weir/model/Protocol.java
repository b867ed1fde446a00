package dev.weir.model;

/** A transport protocol that a service can be reached by. */
public enum Protocol {
    TCP(6),
    UDP(17),
    SCTP(132);

    private final int number;

    Protocol(int number) {
        this.number = number;
    }

    /** The protocol of a number in the IP header. */
    public static Protocol ofNumber(long number) {
        for (Protocol protocol : values()) {
            if (protocol.number == number) {
                return protocol;
            }
        }
        throw new IllegalArgumentException("no protocol of a service has the number " + number);
    }

    /** Whether a connection begins with a handshake. */
    public boolean hasHandshake() {
        return this != UDP;
    }

    /** Whether NAT can write another port; SCTP's checksum (CRC32c) would have to be summed over the whole packet. */
    public boolean mapsPorts() {
        return this != SCTP;
    }

    /** The number in the IP header (IANA's protocol numbers). */
    public int number() {
        return number;
    }
}
