package dev.weir.scheduling;

import java.util.List;
import java.util.OptionalInt;

/**
 * The reference for what the packet path computes by itself: {@code lc} and {@code wlc}, as IPVS defines them.
 *
 * <p>An active connection is as heavy as {@value #ACTIVE_WEIGHT} inactive ones. Servers of weight 0 are never
 * picked; of equally loaded servers the first is.
 */
public final class LeastConnection {
    static final int ACTIVE_WEIGHT = 256;

    private LeastConnection() {}

    /**
     * How busy a server is.
     *
     * @param weight 0 to 65,535
     * @param active active connections, 0 to 2^32-1
     * @param inactive the others, 0 to 2^32-1
     */
    public record Load(int weight, long active, long inactive) {
        long overhead() {
            return active * ACTIVE_WEIGHT + inactive;
        }

        /** Compares overhead/weight with the other's without a division; the products fit in 63 bits. */
        boolean isLighterThan(Load other) {
            return overhead() * other.weight < other.overhead() * weight;
        }

        private Load unweighted() {
            return new Load(Integer.signum(weight), active, inactive);
        }
    }

    /** {@code lc}: the index of the server with the least overhead; none if all are quiesced. */
    public static OptionalInt least(List<Load> loads) {
        return leastForWeight(loads.stream().map(Load::unweighted).toList());
    }

    /** {@code wlc}: the index of the server with the least overhead for its weight; none if all are quiesced. */
    public static OptionalInt leastForWeight(List<Load> loads) {
        int least = -1;
        for (int i = 0; i < loads.size(); i++) {
            Load load = loads.get(i);
            if (load.weight() > 0 && (least < 0 || load.isLighterThan(loads.get(least)))) {
                least = i;
            }
        }
        return least < 0 ? OptionalInt.empty() : OptionalInt.of(least);
    }
}
