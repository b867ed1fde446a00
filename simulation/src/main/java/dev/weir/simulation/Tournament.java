package dev.weir.simulation;

import java.util.Arrays;

/**
 * Finds the best of many servers at once: each node of a binary tree holds the better of its two children, so that a
 * change of one server is played again along its way to the root only. A thousand servers take ten games.
 *
 * <p>Servers that take no new flow lose against all others; of two that are equally good the earlier one wins.
 */
final class Tournament {
    /** Which of two servers is better. */
    @FunctionalInterface
    interface Order {
        /** Whether {@code later} is better than {@code earlier}, and not just as good. */
        boolean prefersLater(int earlier, int later);
    }

    private final Pool pool;
    private final Order order;
    /** The root is 1, the children of n are 2n and 2n+1, the leaves come last. */
    private final int[] winners;
    /** Of each server; 0 for one that does not take part. */
    private final int[] leafOf;

    /** Between {@code servers}, in this order. */
    Tournament(Pool pool, int[] servers, Order order) {
        this.pool = pool;
        this.order = order;
        int leaves = Math.max(2, Integer.highestOneBit(Math.max(1, servers.length - 1)) * 2);
        this.winners = new int[leaves * 2];
        this.leafOf = new int[pool.size()];
        Arrays.fill(winners, Pool.NONE);
        for (int i = 0; i < servers.length; i++) {
            winners[leaves + i] = servers[i];
            leafOf[servers[i]] = leaves + i;
        }
        for (int node = leaves - 1; node >= 1; node--) {
            play(node);
        }
    }

    /** The best server that takes new flows, or {@link Pool#NONE}. */
    int winner() {
        int winner = winners[1];
        return winner != Pool.NONE && pool.takesNew(winner) ? winner : Pool.NONE;
    }

    /** Plays the games again that {@code server} takes part in, up to the one that another wins as before. */
    void changed(int server) {
        for (int node = leafOf[server] / 2; node >= 1; node /= 2) {
            int former = winners[node];
            play(node);
            if (winners[node] == former && former != server) {
                return;
            }
        }
    }

    private void play(int node) {
        int earlier = winners[2 * node];
        int later = winners[2 * node + 1];
        winners[node] = later != Pool.NONE && isBetter(earlier, later) ? later : earlier;
    }

    private boolean isBetter(int earlier, int later) {
        if (earlier == Pool.NONE || !pool.takesNew(earlier)) {
            return true;
        }
        return pool.takesNew(later) && order.prefersLater(earlier, later);
    }
}
