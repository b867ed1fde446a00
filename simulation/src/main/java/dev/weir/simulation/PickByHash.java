package dev.weir.simulation;

import java.util.function.ToIntFunction;

/**
 * {@code sh}, {@code mh} and {@code dh}: the slot that a hash means. A full server refuses, or with a fallback other
 * slots are tried: some where the hash falls when it is spread anew, then those behind the first.
 */
final class PickByHash implements Picking {
    private static final int REHASHES = 16;

    private final Pool pool;
    private final Slots table;
    private final ToIntFunction<Flow> hash;
    private final boolean fallsBack;

    PickByHash(Pool pool, Slots table, ToIntFunction<Flow> hash, boolean fallsBack) {
        this.pool = pool;
        this.table = table;
        this.hash = hash;
        this.fallsBack = fallsBack;
    }

    @Override
    public int choose(Flow flow) {
        if (table.count() == 0) {
            return Pool.NONE;
        }
        int flowHash = hash.applyAsInt(flow);
        int slot = table.ofHash(flowHash);
        int server = table.server(slot);
        if (pool.takesNew(server)) {
            return server;
        }
        return fallsBack ? another(flowHash, slot) : Pool.NONE;
    }

    private int another(int flowHash, int slot) {
        for (int n = 1; n < REHASHES; n++) {
            int server = table.server(table.ofHash(spread(Integer.toUnsignedLong(flowHash) * (2 * n + 1))));
            if (pool.takesNew(server)) {
                return server;
            }
        }
        return table.firstTaking(slot);
    }

    /** The finalizer of MurmurHash3, as in the packet path's hash.h. */
    private static int spread(long sum) {
        return (int) (((sum ^ (sum >>> 33)) * 0xff51afd7ed558ccdL) >>> Integer.SIZE);
    }
}
