package dev.weir.scheduling;

import dev.weir.model.RealServer;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * The ring of {@code rr} and {@code wrr}: in one turn each server comes as often as its weight (in lowest
 * terms) says, and its appearances are spread over the turn instead of in a burst. Weight 0 never comes.
 *
 * <p>The order is that of smooth weighted round robin (nginx, {@code ngx_http_upstream_round_robin.c}): at
 * each step everybody gains credit by weight, who has most goes next and pays the sum of all weights. Here
 * the servers of equal weight are one party that sends its members in turn. It spreads light servers better
 * and costs a step for each slot and distinct weight, instead of each slot and server.
 *
 * <p>A ring has at most {@value #MAX_SLOTS} slots, or one for each server of a larger pool. Where the weights
 * ask for more, they are scaled down in proportion.
 */
final class RoundRobinRing implements SlotScheduler {
    /** {@code rr}: weights are equal, except for 0. */
    static final RoundRobinRing EQUAL = new RoundRobinRing(server -> Integer.signum(server.weight()));

    /** {@code wrr}. */
    static final RoundRobinRing WEIGHTED = new RoundRobinRing(RealServer::weight);

    static final int MAX_SLOTS = 65_536;

    private final ToIntFunction<RealServer> weight;

    private RoundRobinRing(ToIntFunction<RealServer> weight) {
        this.weight = weight;
    }

    @Override
    public int[] slots(List<RealServer> servers) {
        int[] weights = servers.stream().mapToInt(weight).toArray();
        return ring(Weights.lowestTerms(weights, MAX_SLOTS));
    }

    /** One turn: each index as often as its weight says. */
    static int[] ring(int[] weights) {
        int[] ring = new int[Math.toIntExact(Weights.sum(weights))];
        List<Party> parties = parties(weights);
        for (int slot = 0; slot < ring.length; slot++) {
            ring[slot] = richest(parties).send(ring.length);
        }
        return ring;
    }

    /** One for each weight above 0, heaviest first. */
    private static List<Party> parties(int[] weights) {
        TreeMap<Integer, IntStream.Builder> members = new TreeMap<>(Comparator.reverseOrder());
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                members.computeIfAbsent(weights[i], _ -> IntStream.builder()).add(i);
            }
        }
        return members.entrySet().stream()
                .map(entry -> new Party(entry.getKey(), entry.getValue().build().toArray()))
                .toList();
    }

    private static Party richest(List<Party> parties) {
        Party richest = parties.getFirst();
        for (Party party : parties) {
            party.credit += party.income;
            if (party.credit > richest.credit) {
                richest = party;
            }
        }
        return richest;
    }

    /** The servers of one weight. */
    private static final class Party {
        final int[] members;
        final long income;
        long credit;
        int next;

        Party(int weight, int[] members) {
            this.members = members;
            this.income = (long) weight * members.length;
        }

        int send(int price) {
            credit -= price;
            int member = members[next];
            next = (next + 1) % members.length;
            return member;
        }
    }
}
