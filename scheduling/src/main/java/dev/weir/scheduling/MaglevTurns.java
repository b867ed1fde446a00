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
    /** Of a turn: when it is due, in the high ones, and whose it is. */
    private static final int TURN_BITS = 62;

    private MaglevTurns() {}

    /**
     * The first turns.
     *
     * @param pulls of the servers, each above 0
     * @param count of turns that are wanted
     * @return indexes into {@code pulls}
     */
    static int[] of(int[] pulls, int count) {
        long[] turns = inOrder(due(pulls, count));
        int server = (1 << bitsFor(pulls.length)) - 1;
        int[] servers = new int[count];
        for (int i = 0; i < count; i++) {
            servers[i] = (int) turns[i] & server;
        }
        return servers;
    }

    /** All turns until a time that leaves none out, server by server. */
    private static long[] due(int[] pulls, int count) {
        int serverBits = bitsFor(pulls.length);
        double end = (double) (count + pulls.length) / Weights.sum(pulls);
        double unit = (1L << (TURN_BITS - serverBits)) / end;
        long[] turns = new long[count + 3 * pulls.length];
        int filled = 0;
        for (int i = 0; i < pulls.length; i++) {
            turns[filled++] = i;
            double at = 1.5 / pulls[i];
            for (int k = 2; at < end; k++) {
                turns[filled++] = (long) (at * unit) << serverBits | i;
                at = (k + 0.5) / pulls[i];
            }
        }
        return Arrays.copyOf(turns, filled);
    }

    /** Sorts by buckets: turns are due at a steady rate, so that a bucket for each gets a few. */
    private static long[] inOrder(long[] turns) {
        int shift = TURN_BITS - bitsFor(turns.length);
        int[] next = new int[(1 << bitsFor(turns.length)) + 1];
        for (long turn : turns) {
            next[(int) (turn >>> shift) + 1]++;
        }
        for (int bucket = 1; bucket < next.length; bucket++) {
            next[bucket] += next[bucket - 1];
        }
        long[] sorted = new long[turns.length];
        for (long turn : turns) {
            sorted[next[(int) (turn >>> shift)]++] = turn;
        }
        sortWithinBuckets(sorted);
        return sorted;
    }

    private static void sortWithinBuckets(long[] turns) {
        for (int i = 1; i < turns.length; i++) {
            long turn = turns[i];
            int at = i;
            while (at > 0 && turns[at - 1] > turn) {
                turns[at] = turns[at - 1];
                at--;
            }
            turns[at] = turn;
        }
    }

    private static int bitsFor(int number) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(number);
    }
}
