package dev.weir.config;

import org.snakeyaml.engine.v2.nodes.Node;

/** Counts what a director has limited room for, and tells the first thing too many; what follows it is not told. */
final class Quota {
    private final Problems problems;
    private final String what;
    private final int capacity;
    private final String mend;
    private int taken;

    private Quota(Problems problems, String what, int capacity, String addition) {
        this.problems = problems;
        this.what = what;
        this.capacity = capacity;
        this.mend = "raise '" + what + "' of 'capacity' in 'director'" + addition;
    }

    static Quota ofServices(Problems problems, int capacity) {
        return new Quota(problems, "services", capacity, "; each match of 'also' counts as one");
    }

    static Quota ofServers(Problems problems, int capacity) {
        return new Quota(problems, "servers", capacity, "");
    }

    /** Takes room for what stands at {@code node}; false if none is left, and what stands there need not be read. */
    boolean take(Node node) {
        if (taken == capacity) {
            problems.add(node, "more than " + capacity + " " + what + ", the director's capacity", mend);
        }
        if (taken <= capacity) {
            taken++;
        }
        return taken <= capacity;
    }
}
