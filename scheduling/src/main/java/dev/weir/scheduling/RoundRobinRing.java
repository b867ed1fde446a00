package dev.weir.scheduling;

import dev.weir.model.RealServer;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The ring of {@code rr} and {@code wrr}: in one turn each server comes as often as its pull (in lowest terms)
 * says, and its appearances are spread over the turn instead of in a burst. Weight 0 never comes.
 *
 * <p>A server that comes w times divides the turn into w equal parts and comes once in each. In a slot, of those
 * whose part has begun, that one goes whose part ends first. No part ends in vain, so that after any number
 * of slots each server has had its share of them to within one. The rule is "earliest eligible virtual deadline
 * first" (Stoica and Abdel-Wahab, TR 95-22, Old Dominion University, 1995); that it always finds room is shown
 * for the like of it by Baruah et al., Proportionate progress, Algorithmica 15, 1996.
 *
 * <p>A ring has at most {@value #MAX_SLOTS} slots, or one for each server of a larger pool. Where the pulls ask
 * for more, they are scaled down in proportion.
 */
final class RoundRobinRing implements SlotScheduler {
    /** {@code rr}: weights are equal, except for 0. */
    static final RoundRobinRing EQUAL = new RoundRobinRing(server -> Integer.signum(Weights.pullOf(server)));

    /** {@code wrr}. */
    static final RoundRobinRing WEIGHTED = new RoundRobinRing(Weights::pullOf);

    static final int MAX_SLOTS = 65_536;

    private final ToIntFunction<RealServer> pull;

    private RoundRobinRing(ToIntFunction<RealServer> pull) {
        this.pull = pull;
    }

    @Override
    public int[] slots(List<RealServer> servers) {
        int[] pulls = servers.stream().mapToInt(pull).toArray();
        return ring(Weights.lowestTerms(pulls, MAX_SLOTS));
    }

    /** One turn: each index as often as its weight says. */
    private static int[] ring(int[] weights) {
        int[] ring = new int[Math.toIntExact(Weights.sum(weights))];
        Runner[] beginning = new Runner[ring.length];
        PriorityQueue<Runner> eligible = new PriorityQueue<>(Math.max(1, weights.length));
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                eligible.add(new Runner(i, weights[i], ring.length));
            }
        }
        for (int slot = 0; slot < ring.length; slot++) {
            for (Runner runner = beginning[slot]; runner != null; runner = runner.behind) {
                eligible.add(runner);
            }
            Runner next = eligible.remove();
            ring[slot] = next.server;
            next.advance();
            if (next.begin <= slot) {
                eligible.add(next);
            } else if (next.begin < ring.length) {
                next.behind = beginning[next.begin];
                beginning[next.begin] = next;
            }
        }
        return ring;
    }

    /** A server on its way through the parts of its turn. */
    private static final class Runner implements Comparable<Runner> {
        final int server;
        private final long weight;
        private final long slots;
        private long part;

        /** The first slot of its part; that of a next turn when it has had this one's. */
        int begin;

        /** Another whose part begins in the same slot. */
        @Nullable
        Runner behind;

        Runner(int server, int weight, int slots) {
            this.server = server;
            this.weight = weight;
            this.slots = slots;
        }

        void advance() {
            part++;
            begin = (int) Math.ceilDiv(part * slots, weight);
        }

        /** By the ends of their parts; of those that end together the heavier has fewer slots left to come in. */
        @Override
        public int compareTo(Runner other) {
            int byEnd = Long.compare((part + 1) * other.weight, (other.part + 1) * weight);
            int byWeight = byEnd != 0 ? byEnd : Long.compare(other.weight, weight);
            return byWeight != 0 ? byWeight : Integer.compare(server, other.server);
        }
    }
}
