package dev.weir.model;

/**
 * When a server is full, by its recorded connections of a service, active and inactive together.
 *
 * @param upper it never has more; 0 for no limit
 * @param lower a server that was full gets new connections again when it has fewer; at most {@code upper}; 0 for
 *     three quarters of {@code upper}, as in IPVS
 */
public record Thresholds(int upper, int lower) {
    public static final Thresholds NONE = new Thresholds(0, 0);

    public Thresholds {
        if (upper < 0 || lower < 0 || lower > upper) {
            throw new IllegalArgumentException(
                    "thresholds must be 0 or more, and the lower, " + lower + ", not above the upper, " + upper);
        }
    }

    /** The lower threshold that counts: 1 to {@code upper}, or 0 without a limit. */
    public int effectiveLower() {
        return lower > 0 || upper == 0 ? lower : Math.max(1, (int) (upper * 3L / 4));
    }
}
