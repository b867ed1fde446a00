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
        String wait = resting == 0 ? "" : " (" + resting + " given up a moment ago can be used again in a few seconds)";
        return "no room: all " + capacity + " " + key.replace('-', ' ') + " are in use" + wait
                + "; raise director.capacity." + key + " in the cluster file and, as it is fixed while the packet path"
                + " runs, run `weir director --detach` once before the next start";
    }
}
