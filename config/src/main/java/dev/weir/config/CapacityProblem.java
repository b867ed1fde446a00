package dev.weir.config;

import org.snakeyaml.engine.v2.nodes.Node;

/** A file that asks for more than its director may hold. */
final class CapacityProblem {
    private CapacityProblem() {}

    /** Tells it where the first thing too many stands. */
    static void add(Problems problems, Node surplus, String what, int capacity) {
        problems.add(
                surplus,
                "more than " + capacity + " " + what + ", the director's capacity",
                "raise '" + what + "' of 'capacity' in 'director'");
    }
}
