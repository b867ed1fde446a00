package dev.weir.scheduling;

import dev.weir.model.RealServer;
import java.util.Arrays;
import java.util.List;

/**
 * The table of {@code sh} and {@code dh}, filled as IPVS does ({@code ip_vs_sh.c}): server after server, each with
 * as many
 * slots at a stretch as its pull, and again from the first until the table is full.
 *
 * <p>IPVS stops at 256 slots, wherever it stands then, and servers beyond get none. This table ends with a
 * full round, the first that has {@value #MIN_SLOTS} slots, so that each share is exact. Weights whose sum
 * (in lowest terms) is above {@value RoundRobinRing#MAX_SLOTS} are scaled down in proportion. Servers of
 * weight 0 get no slot, where IPVS would give them one and then refuse its clients. IPVS's {@code dh} takes no
 * heed of weights ({@code ip_vs_dh.c}); here equal ones make them as little of a difference.
 */
final class SourceHashTable implements SlotScheduler {
    static final int MIN_SLOTS = 256;

    @Override
    public int[] slots(List<RealServer> servers) {
        int[] order = EndpointOrder.ofWilling(servers);
        int[] weights = Arrays.stream(order).map(i -> servers.get(i).pull()).toArray();
        int[] round = round(order, Weights.lowestTerms(weights, RoundRobinRing.MAX_SLOTS));
        return round.length == 0 ? round : repeated(round, Math.ceilDiv(MIN_SLOTS, round.length));
    }

    private static int[] round(int[] order, int[] weights) {
        int[] round = new int[Math.toIntExact(Weights.sum(weights))];
        int filled = 0;
        for (int i = 0; i < order.length; i++) {
            Arrays.fill(round, filled, filled + weights[i], order[i]);
            filled += weights[i];
        }
        return round;
    }

    private static int[] repeated(int[] round, int times) {
        int[] slots = new int[round.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(round, 0, slots, i * round.length, round.length);
        }
        return slots;
    }
}
