package dev.weir.scheduling;

import java.util.Arrays;

/**
 * Whose turn it is to take a slot of a {@link MaglevTable}: a server's k-th turn is due at (k + 1/2)/pull, from k = 0
 * on, but its first at once, so that each has a slot while there are enough. Turns that are due together go in the
 * order of the servers.
 *
 * <p>A server so gets the whole number of slots that is nearest to its share or next to that (it is the
 * apportionment of Webster and Sainte-Lagu&euml;); and which of two servers is first does not depend on a third, so
 * that a change of one server's weight leaves the others' turns in their order.
 */
final class MaglevTurns {
    private MaglevTurns() {}

    /**
     * The first turns.
     *
     * @param pulls of the servers, each above 0
     * @param count of turns that are wanted
     * @return indexes into {@code pulls}
     */
    static int[] of(int[] pulls, int count) {
        long[] due = due(pulls, count);
        Arrays.sort(due);
        int server = (1 << bitsOfServer(pulls)) - 1;
        int[] turns = new int[count];
        for (int i = 0; i < count; i++) {
            turns[i] = (int) due[i] & server;
        }
        return turns;
    }

    /** When each turn is due, in the high bits, and whose it is in the low ones; a few more than are wanted. */
    private static long[] due(int[] pulls, int count) {
        int bits = bitsOfServer(pulls);
        double end = (double) (count + pulls.length) / Weights.sum(pulls);
        double unit = (1L << (Long.SIZE - 2 - bits)) / end;
        long[] due = new long[count + 3 * pulls.length];
        int turns = 0;
        for (int i = 0; i < pulls.length; i++) {
            due[turns++] = i;
            double at = 1.5 / pulls[i];
            for (int k = 2; at < end; k++) {
                due[turns++] = (long) (at * unit) << bits | i;
                at = (k + 0.5) / pulls[i];
            }
        }
        return Arrays.copyOf(due, turns);
    }

    private static int bitsOfServer(int[] pulls) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(pulls.length);
    }
}
