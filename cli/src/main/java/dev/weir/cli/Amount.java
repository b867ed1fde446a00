package dev.weir.cli;

/** Writes a counter as {@code ipvsadm} does: whole up to eight digits, then in thousands, millions and so on. */
enum Amount {
    ROUNDED,
    EXACT;

    private static final long MILLION = 1_000_000L;
    private static final long BILLION = 1_000 * MILLION;
    private static final long TRILLION = 1_000 * BILLION;

    static Amount exactIf(boolean exact) {
        return exact ? EXACT : ROUNDED;
    }

    /** Nothing for nothing. */
    String unlessZero(long value) {
        return value == 0 ? "" : of(value);
    }

    /** Bounds and units are those of {@code print_largenum} in ipvsadm.c. */
    String of(long value) {
        if (this == EXACT || value < 100 * MILLION) {
            return Long.toString(value);
        } else if (value < BILLION) {
            return value / 1_000 + "K";
        } else if (value < 100 * BILLION) {
            return value / MILLION + "M";
        } else if (value < 100 * TRILLION) {
            return value / BILLION + "G";
        }
        return value / TRILLION + "T";
    }
}
