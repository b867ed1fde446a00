package dev.weir.scheduling.choice;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.BiPredicate;

/**
 * {@code twos} and {@code least-latency}: of two servers drawn at random by pull the better one; of equals the first
 * drawn. Where one of them is full the other will do, and where both are, the next from the first on.
 *
 * @see <a href="https://www.eecs.harvard.edu/~michaelm/postscripts/tpds2001.pdf">Mitzenmacher, The power of two choices
 *     in randomized load balancing, IEEE TPDS 2001</a>
 */
final class BetterOfTwo implements Choice {
    private final Slots ring;
    private final BiPredicate<Load, Load> isBetter;

    private BetterOfTwo(Slots ring, BiPredicate<Load, Load> isBetter) {
        this.ring = ring;
        this.isBetter = isBetter;
    }

    /** {@code twos}: the one with the lesser overhead for its pull ({@code ip_vs_twos.c}). */
    static BetterOfTwo lighter(Slots ring) {
        return new BetterOfTwo(ring, Load::isLighterThan);
    }

    /**
     * {@code least-latency}: the one where latency times connections is less, like the "peak EWMA" of Finagle's power
     * of two choices ({@code com.twitter.finagle.loadbalancer.PeakEwma}). One that was not measured comes first.
     */
    static BetterOfTwo sooner(Slots ring) {
        return new BetterOfTwo(ring, (load, other) -> load.expectedWaitMicros() < other.expectedWaitMicros());
    }

    @Override
    public OptionalInt choose(Arrival arrival, List<Load> loads) {
        if (ring.count() == 0) {
            return OptionalInt.empty();
        }
        int slot = ring.ofHash(arrival.firstLot());
        int first = ring.server(slot);
        int second = ring.server(ring.ofHash(arrival.secondLot()));
        if (!loads.get(first).takesNew()) {
            return loads.get(second).takesNew()
                    ? OptionalInt.of(second)
                    : ring.firstFrom(slot, server -> loads.get(server).takesNew());
        }
        boolean isSecond = loads.get(second).takesNew() && isBetter.test(loads.get(second), loads.get(first));
        return OptionalInt.of(isSecond ? second : first);
    }
}
