package dev.weir.lab.trial;

import java.util.Locale;
import java.util.Map;

/**
 * Pearson's chi-square test of goodness of fit: whether counts may have come of given shares by chance.
 *
 * @param chiSquare the sum of (seen - expected)² / expected
 * @param p how often chance alone is as far off
 */
record Goodness(double chiSquare, double p) {
    /** Below this it was no chance; a right director is wronged once in so many rows. */
    static final double SIGNIFICANCE = 1e-5;

    /**
     * Tests {@code seen} against {@code shares}, of which there must be an odd number above 1: then the chi-square
     * distribution, with an even number of degrees of freedom, has a tail that is a finite sum (Abramowitz and
     * Stegun, 26.4.5).
     */
    static Goodness of(Map<String, Integer> seen, Map<String, Integer> shares) {
        if (shares.size() < 3 || shares.size() % 2 == 0) {
            throw new IllegalArgumentException("the tail is known for 3, 5, 7 shares and so on, not " + shares.size());
        }
        double total = seen.values().stream().mapToInt(Integer::intValue).sum();
        double whole = shares.values().stream().mapToInt(Integer::intValue).sum();
        double chiSquare = 0;
        for (Map.Entry<String, Integer> share : shares.entrySet()) {
            double expected = total * share.getValue() / whole;
            double off = seen.getOrDefault(share.getKey(), 0) - expected;
            chiSquare += off * off / expected;
        }
        return new Goodness(chiSquare, tail(chiSquare / 2, (shares.size() - 1) / 2));
    }

    /** e^-x times the sum of x^i / i!, for i below {@code terms}. */
    private static double tail(double x, int terms) {
        double term = Math.exp(-x);
        double sum = 0;
        for (int i = 0; i < terms; i++) {
            sum += term;
            term *= x / (i + 1);
        }
        return sum;
    }

    boolean holds() {
        return p > SIGNIFICANCE;
    }

    /** {@code chi-square 1.23, p 0.54}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "chi-square %.2f, p %.2g", chiSquare, p);
    }
}
