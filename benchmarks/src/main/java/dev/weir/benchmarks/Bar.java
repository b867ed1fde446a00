package dev.weir.benchmarks;

import java.util.Locale;

/**
 * Something that a bench must reach.
 *
 * @param name what is judged
 * @param figure what was measured
 * @param least the least that it may be
 * @param most the most that it may be
 * @param unit of the figure, such as {@code x} for a ratio
 */
public record Bar(String name, double figure, double least, double most, String unit) {
    /** A bar that the figure may not exceed. */
    public static Bar atMost(String name, double figure, double most, String unit) {
        return new Bar(name, figure, Double.NEGATIVE_INFINITY, most, unit);
    }

    /** A bar that the figure may not fall below. */
    public static Bar atLeast(String name, double figure, double least, String unit) {
        return new Bar(name, figure, least, Double.POSITIVE_INFINITY, unit);
    }

    /** Whether it is reached; a figure that is no number reaches nothing. */
    public boolean isMet() {
        return figure >= least && figure <= most;
    }

    /** In one line: what was measured, and what was asked. */
    public String text() {
        String asked = Double.isFinite(most) ? "at most " + number(most) : "at least " + number(least);
        return (isMet() ? "met   " : "MISSED") + "  " + name + ": " + number(figure) + " " + unit + ", " + asked;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%,.0f", value);
    }
}
