package dev.weir.benchmarks.packet;

import java.io.PrintWriter;
import java.util.Locale;

/** Tells on a terminal how far the measurement is, on one line that is written over. */
final class Progress {
    private final PrintWriter out;

    Progress(PrintWriter out) {
        this.out = out;
    }

    /** A round begins. */
    void at(String what, int flows, int round, int rounds) {
        out.printf(Locale.ROOT, "\r%-11s %,9d flows: round %d of %d ", what, flows, round, rounds);
        if (round == rounds) {
            out.println();
        }
        out.flush();
    }
}
