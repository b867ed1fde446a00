package dev.weir.scheduling;

import dev.weir.model.RealServer;
import java.util.Arrays;

/** Weights of a pool as table builders need them: small numbers in the same proportions. */
final class Weights {
    private Weights() {}

    /** What a server's share of a table goes by: its pull; 0 if it is quiesced, or not of the regular ones. */
    static int pullOf(RealServer server) {
        return server.isRegular() ? server.pull() : 0;
    }

    /**
     * The weights divided by what divides them all and, if their sum is still above {@code maxSum}, scaled
     * down to it: rounded, so that shares are no longer exact, but never from above 0 to 0.
     *
     * <p>The sum of the result is at most {@code maxSum}, or the number of servers if there are more.
     */
    static int[] lowestTerms(int[] weights, int maxSum) {
        int divisor = Math.max(1, Arrays.stream(weights).reduce(0, Weights::greatestCommonDivisor));
        int[] reduced = Arrays.stream(weights).map(weight -> weight / divisor).toArray();
        long sum = sum(reduced);
        return sum <= maxSum ? reduced : scaled(reduced, sum, maxSum);
    }

    /** Rounding down and keeping back one place a server leaves room for those that are raised to 1. */
    private static int[] scaled(int[] weights, long sum, int maxSum) {
        long room = Math.max(
                0, maxSum - Arrays.stream(weights).filter(weight -> weight > 0).count());
        return Arrays.stream(weights)
                .map(weight -> weight == 0 ? 0 : (int) Math.max(1, weight * room / sum))
                .toArray();
    }

    static long sum(int[] weights) {
        return Arrays.stream(weights).asLongStream().sum();
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }
}
