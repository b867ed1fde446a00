package dev.weir.scheduling.choice;

import java.util.List;
import java.util.OptionalInt;

/**
 * {@code sh}, {@code mh} and {@code dh}: the slot that the hash means ({@code ip_vs_sh.c}, {@code ip_vs_mh.c},
 * {@code ip_vs_dh.c}). A full server refuses, or with the flag {@code fallback} other slots are tried.
 *
 * <p>IPVS hashes anew with an offset for each try. Here the n-th further try spreads the hash times 2n+1 anew, so
 * that the clients of a full server come to all the others; when {@value #REHASHES} tries have not found one, the
 * slots behind the first are walked, once around.
 */
final class ByHash implements Choice {
    static final int REHASHES = 16;

    private final Slots table;
    private final boolean fallsBack;

    ByHash(Slots table, boolean fallsBack) {
        this.table = table;
        this.fallsBack = fallsBack;
    }

    @Override
    public OptionalInt choose(Arrival arrival, List<Load> loads) {
        if (table.count() == 0) {
            return OptionalInt.empty();
        }
        int tries = fallsBack ? REHASHES + table.count() - 1 : 1;
        for (int n = 0; n < tries; n++) {
            int server = table.server(slotOfTry(n, arrival.hash()));
            if (loads.get(server).takesNew()) {
                return OptionalInt.of(server);
            }
        }
        return OptionalInt.empty();
    }

    private int slotOfTry(int n, int hash) {
        if (n == 0) {
            return table.ofHash(hash);
        }
        return n < REHASHES
                ? table.ofHash(spread(Integer.toUnsignedLong(hash) * (2 * n + 1)))
                : (table.ofHash(hash) + n - (REHASHES - 1)) % table.count();
    }

    /** The finalizer of MurmurHash3, as in the packet path's hash.h. */
    private static int spread(long sum) {
        return (int) (((sum ^ (sum >>> 33)) * 0xff51afd7ed558ccdL) >>> Integer.SIZE);
    }
}
