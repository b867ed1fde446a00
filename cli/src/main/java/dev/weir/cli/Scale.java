package dev.weir.cli;

import java.util.Locale;
import java.util.stream.IntStream;

/**
 * An axis from 0 to a round number, with ticks at round numbers.
 *
 * @param step between two ticks: 1, 2 or 5 times a power of ten
 * @param steps how many of them the axis has, at most {@value #MAX_STEPS}
 */
record Scale(double step, int steps) {
    private static final int MAX_STEPS = 5;
    private static final double[] MANTISSAS = {1, 2, 5, 10};

    /** The scale that holds {@code largest}, a part of 0 to 1. */
    static Scale upTo(double largest) {
        double needed = Math.max(largest, 1e-6);
        double power = Math.pow(10, Math.floor(Math.log10(needed / MAX_STEPS)));
        for (double mantissa : MANTISSAS) {
            int steps = (int) Math.ceil(needed / (mantissa * power) - 1e-9);
            if (steps <= MAX_STEPS) {
                return new Scale(mantissa * power, Math.max(1, steps));
            }
        }
        throw new IllegalStateException("no scale holds " + largest);
    }

    double[] ticks() {
        return IntStream.rangeClosed(0, steps).mapToDouble(i -> i * step).toArray();
    }

    /** Where a value stands on the axis, 0 to 1. */
    double along(double value) {
        return value / (step * steps);
    }

    /** A tick as a percentage, with as many digits as tell it from its neighbours. */
    String label(double tick) {
        int digits = (int) Math.max(0, -Math.floor(Math.log10(step * 100) + 1e-9));
        return String.format(Locale.ROOT, "%." + digits + "f%%", tick * 100);
    }
}
