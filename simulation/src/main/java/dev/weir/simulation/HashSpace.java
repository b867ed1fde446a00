package dev.weir.simulation;

import java.util.Arrays;

/**
 * Which part of all hashes changes hands when one table of slots takes another's place. A table divides the space of
 * hashes into as many equal parts as it has slots, so tables of any two sizes can be laid side by side:
 *
 * <pre>
 *   before  |  a  |  b  |  a  |  b  |        4 slots
 *   after   |   a   |   b   |   c   |        3 slots: a twelfth is the measure
 * </pre>
 */
final class HashSpace {
    /** The whole space, in the measure of both tables; the rest is in it too, by server and last by nobody. */
    private final long whole;

    private final long[] before;
    private final long[] after;
    private final long[] lost;

    private HashSpace(long whole, int servers) {
        this.whole = whole;
        this.before = new long[servers + 1];
        this.after = new long[servers + 1];
        this.lost = new long[servers + 1];
    }

    /**
     * Lays two tables side by side. An empty one gives everything to nobody.
     *
     * @param before servers by slot, 0 to {@code servers} - 1
     * @param after likewise, by the same numbers
     */
    static HashSpace between(int[] before, int[] after, int servers) {
        int[] first = before.length == 0 ? new int[] {servers} : before;
        int[] second = after.length == 0 ? new int[] {servers} : after;
        HashSpace space = new HashSpace((long) first.length * second.length, servers);
        int i = 0;
        int j = 0;
        for (long at = 0, end; at < space.whole; at = end) {
            long endOfFirst = (i + 1L) * second.length;
            long endOfSecond = (j + 1L) * first.length;
            end = Math.min(endOfFirst, endOfSecond);
            space.add(first[i], second[j], end - at);
            i += end == endOfFirst ? 1 : 0;
            j += end == endOfSecond ? 1 : 0;
        }
        return space;
    }

    private void add(int owner, int heir, long length) {
        before[owner] += length;
        after[heir] += length;
        lost[owner] += owner == heir ? 0 : length;
    }

    /** The part that gets another server, 0 to 1. */
    double moved() {
        return (double) Arrays.stream(lost).sum() / whole;
    }

    /**
     * The least that any two tables in which the servers have these shares must move: what servers lose of their
     * shares. {@link #moved} is never below it.
     */
    double least() {
        long least = 0;
        for (int server = 0; server < before.length; server++) {
            least += Math.max(0, before[server] - after[server]);
        }
        return (double) least / whole;
    }

    /** Of a server's hashes in the first table the part that gets another server; 0 if it has none. */
    double movedOf(int server) {
        return before[server] == 0 ? 0 : (double) lost[server] / before[server];
    }
}
