package dev.weir.benchmarks.packet;

import dev.weir.model.Family;
import java.util.Locale;

/**
 * Which program is measured, on what.
 *
 * @param program the program's name, such as {@code tunnelling}
 * @param phase whether its packets begin flows
 */
record SubjectName(String program, Phase phase, Family family) {
    static final String EMPTY = "empty";
    static final String EMPTY_REPLY = "empty-reply";
    static final String DROP = "drop";
    static final String TRANSMIT = "transmit";
    static final String FLOOR = "floor";
    static final String NAT = "nat";
    static final String NAT_REPLY = "nat-reply";
    static final String TUNNELLING = "tunnelling";
    static final String DIRECT_ROUTING = "direct-routing";

    /** What follows the name of a program that is measured a second time, to show the noise. */
    static final String AGAIN = "-again";

    /** What follows the name of a program of another build. */
    static final String OTHER = "-other";

    /** What the packets are to the connection table. */
    enum Phase {
        /** Every packet is of a recorded flow. */
        ESTABLISHED,
        /** Every packet is the first of its flow. */
        NEW;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The program whose time is taken off this one's. */
    SubjectName zero() {
        return of(program.startsWith(NAT_REPLY) ? EMPTY_REPLY : EMPTY);
    }

    /** Another program on the same packets. */
    SubjectName of(String other) {
        return new SubjectName(other, phase, family);
    }

    /** The same on the other family's packets. */
    SubjectName in(Family other) {
        return new SubjectName(program, phase, other);
    }

    boolean isZero() {
        return program.equals(EMPTY) || program.equals(EMPTY_REPLY);
    }

    @Override
    public String toString() {
        return program + ", " + phase.text() + ", " + text(family);
    }

    static String text(Family family) {
        return switch (family) {
            case IPV4 -> "IPv4";
            case IPV6 -> "IPv6";
        };
    }
}
