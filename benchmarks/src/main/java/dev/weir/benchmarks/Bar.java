package dev.weir.benchmarks;

import java.util.Locale;

/**
 * Something that a bench must reach.
 *
 * @param name what is judged
 * @param figure what was measured
 * @param bound on which side of the limit the figure must be
 * @param limit of the figure; it may be as much itself
 * @param unit of figure and limit, such as {@code x} for a ratio
 */
public record Bar(String name, double figure, Bound bound, double limit, String unit) {
    /** A side of a limit. */
    public enum Bound {
        AT_MOST,
        AT_LEAST;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** A bar that the figure may not exceed. */
    public static Bar atMost(String name, double figure, double limit, String unit) {
        return new Bar(name, figure, Bound.AT_MOST, limit, unit);
    }

    /** A bar that the figure may not fall below. */
    public static Bar atLeast(String name, double figure, double limit, String unit) {
        return new Bar(name, figure, Bound.AT_LEAST, limit, unit);
    }

    /** Whether it is reached; a figure that is no number reaches nothing. */
    public boolean isMet() {
        return switch (bound) {
            case AT_MOST -> figure <= limit;
            case AT_LEAST -> figure >= limit;
        };
    }

    /** In one line: what was measured, and what was asked. */
    public String text() {
        String verdict = isMet() ? "met   " : "MISSED";
        return "%s  %s: %s %s, %s %s".formatted(verdict, name, number(figure), unit, bound, number(limit));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%,.0f", value);
    }
}
