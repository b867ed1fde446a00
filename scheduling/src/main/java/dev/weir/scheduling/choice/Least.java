package dev.weir.scheduling.choice;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.ToLongFunction;

/**
 * {@code lc}, {@code wlc} and {@code sed}: of all servers the one that has the least to do for its share; of equals the
 * first ({@code ip_vs_lc.c}, {@code ip_vs_wlc.c}, {@code ip_vs_sed.c}).
 */
final class Least implements Choice {
    private final Slots slots;
    private final ToLongFunction<Load> burden;
    private final ToLongFunction<Load> share;

    private Least(Slots slots, ToLongFunction<Load> burden, ToLongFunction<Load> share) {
        this.slots = slots;
        this.burden = burden;
        this.share = share;
    }

    /** {@code lc}. */
    static Least connections(Slots slots) {
        return new Least(slots, Load::overhead, _ -> 1);
    }

    /** {@code wlc}. */
    static Least connectionsForPull(Slots slots) {
        return new Least(slots, Load::overhead, Load::pull);
    }

    /** {@code sed}: what one connection more would make of it; inactive ones don't count. */
    static Least delay(Slots slots) {
        return new Least(slots, load -> load.active() + 1, Load::pull);
    }

    @Override
    public OptionalInt choose(Arrival arrival, List<Load> loads) {
        int least = -1;
        for (int slot = 0; slot < slots.count(); slot++) {
            int server = slots.server(slot);
            if (loads.get(server).takesNew() && (least < 0 || hasLess(loads.get(server), loads.get(least)))) {
                least = server;
            }
        }
        return least < 0 ? OptionalInt.empty() : OptionalInt.of(least);
    }

    private boolean hasLess(Load load, Load other) {
        return burden.applyAsLong(load) * share.applyAsLong(other)
                < burden.applyAsLong(other) * share.applyAsLong(load);
    }
}
