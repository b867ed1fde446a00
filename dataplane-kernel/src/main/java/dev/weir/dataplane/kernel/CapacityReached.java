package dev.weir.dataplane.kernel;

/** What an operator is told when something is full. */
final class CapacityReached {
    private CapacityReached() {}

    /**
     * The message.
     *
     * @param key of the capacity in the cluster file
     * @param capacity how much it is
     * @param resting how much of it is free but not yet for use
     */
    static String message(String key, int capacity, int resting) {
        return message(key, capacity, resting, 0);
    }

    /**
     * The message.
     *
     * @param busy how much more of it connections still have that are to leave
     */
    static String message(String key, int capacity, int resting, int busy) {
        String rest = resting == 0 ? "" : " (" + resting + " given up a moment ago can be used again in a few seconds)";
        String leaving = busy == 0
                ? ""
                : " (connections that were of " + busy + " given up before still leave: try again in a second)";
        return "no room: all " + capacity + " " + key.replace('-', ' ') + " are in use" + rest + leaving + raise(key);
    }

    /** The message for keys that packets find their service by. */
    static String keys(MatchKey.Kind kind, int capacity) {
        String what = switch (kind) {
            case ONE_PORT -> "VIPs with a port";
            case PORTS -> "parts of port ranges";
        };
        return "no room: all " + capacity + " " + what + " that services can have together are in use"
                + raise("services");
    }

    private static String raise(String key) {
        return "; raise director.capacity." + key + " in the cluster file and, as it is fixed while the packet path"
                + " runs, run `weir director --detach` once before the next start";
    }
}
