package dev.weir.scheduling.choice;

import java.util.List;
import java.util.OptionalInt;

/**
 * {@code rr} and {@code wrr}: the next slot of the ring; a full server is passed by, and its turn is lost to it
 * ({@code ip_vs_rr.c}, {@code ip_vs_wrr.c}).
 */
final class ByTurn implements Choice {
    private final Slots ring;
    private int turn;

    ByTurn(Slots ring) {
        this.ring = ring;
    }

    @Override
    public OptionalInt choose(Arrival arrival, List<Load> loads) {
        if (ring.count() == 0) {
            return OptionalInt.empty();
        }
        int slot = Integer.remainderUnsigned(turn++, ring.count());
        return ring.firstFrom(slot, server -> loads.get(server).takesNew());
    }
}
