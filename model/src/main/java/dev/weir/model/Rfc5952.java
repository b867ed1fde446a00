package dev.weir.model;

/** The canonical text of an IPv6 address (RFC 5952, section 4). */
final class Rfc5952 {
    private static final int GROUPS = 8;

    private Rfc5952() {}

    /** Lower case, no leading zeros, the longest run of two or more zero groups (the first such) shortened. */
    static String format(long high, long low) {
        int[] groups = groups(high, low);
        int runStart = longestZeroRun(groups);
        int runEnd = runStart < 0 ? -1 : runStart + zeroRunAt(groups, runStart);
        StringBuilder text = new StringBuilder(39);
        for (int i = 0; i < GROUPS; i++) {
            if (i == runStart) {
                text.append("::");
                i = runEnd - 1;
                continue;
            }
            if (i != 0 && i != runEnd) {
                text.append(':');
            }
            text.append(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }

    private static int[] groups(long high, long low) {
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            long half = i < 4 ? high : low;
            groups[i] = (int) (half >>> (48 - 16 * (i % 4))) & 0xffff;
        }
        return groups;
    }

    private static int longestZeroRun(int[] groups) {
        int best = -1;
        int bestLength = 1;
        for (int i = 0; i < GROUPS; i++) {
            int length = zeroRunAt(groups, i);
            if (length > bestLength) {
                best = i;
                bestLength = length;
            }
        }
        return best;
    }

    private static int zeroRunAt(int[] groups, int start) {
        int end = start;
        while (end < GROUPS && groups[end] == 0) {
            end++;
        }
        return end - start;
    }
}
