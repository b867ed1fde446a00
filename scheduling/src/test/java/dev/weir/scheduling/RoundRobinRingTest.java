package dev.weir.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.model.RealServer;
import java.time.Duration;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoundRobinRingTest {

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 100);
    }

    @Test
    void equalRingTakesEachServerOnceWhateverItsWeight() {
        assertThat(RoundRobinRing.EQUAL.slots(Pools.weighing(3, 1, 70))).containsExactly(0, 1, 2);
    }

    @Test
    void quiescedServerIsInNoRing() {
        assertThat(RoundRobinRing.EQUAL.slots(Pools.weighing(1, 0, 1))).containsExactly(0, 2);
        assertThat(RoundRobinRing.WEIGHTED.slots(Pools.weighing(2, 0, 2))).containsExactly(0, 2);
    }

    @Test
    void poolThatTakesNothingNewHasNoSlots() {
        assertThat(RoundRobinRing.WEIGHTED.slots(List.of())).isEmpty();
        assertThat(RoundRobinRing.WEIGHTED.slots(Pools.weighing(0, 0))).isEmpty();
    }

    @Test
    void heavyServerIsInterleavedWithLightOnes() {
        assertThat(RoundRobinRing.WEIGHTED.slots(Pools.weighing(5, 1, 1))).containsExactly(0, 1, 0, 0, 2, 0, 0);
        assertThat(RoundRobinRing.WEIGHTED.slots(Pools.weighing(40, 30, 20, 10)))
                .containsExactly(0, 1, 2, 0, 1, 0, 2, 1, 0, 3);
    }

    @Test
    void ringIsAsShortAsTheProportionsAllow() {
        assertThat(RoundRobinRing.WEIGHTED.slots(Pools.weighing(60_000, 30_000)))
                .containsExactly(0, 1, 0);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void eachServerComesExactlyAsOftenAsItsWeightSays(long seed) {
        int[] weights = randomWeights(new Random(seed));
        int[] ring = RoundRobinRing.WEIGHTED.slots(Pools.weighing(weights));

        int[] expected = Weights.lowestTerms(weights, RoundRobinRing.MAX_SLOTS);
        assertThat(Pools.counts(ring, weights.length)).isEqualTo(expected);
    }

    /** After any number of slots a server has had its share of them, to within one. */
    @ParameterizedTest
    @MethodSource("seeds")
    void appearancesAreSpreadOverTheTurn(long seed) {
        int[] weights = randomWeights(new Random(seed));
        int[] ring = RoundRobinRing.WEIGHTED.slots(Pools.weighing(weights));
        double sum = Weights.sum(weights);

        int[] counts = new int[weights.length];
        double worst = 0;
        for (int slot = 0; slot < ring.length; slot++) {
            counts[ring[slot]]++;
            for (int i = 0; i < weights.length; i++) {
                worst = Math.max(worst, Math.abs(counts[i] - (slot + 1) * weights[i] / sum));
            }
        }
        assertThat(worst).isLessThan(1);
    }

    /**
     * From one appearance to the next it is less than two of a server's equal parts of the turn; and it comes twice
     * in a row only if it has more than a third of all.
     */
    @ParameterizedTest
    @MethodSource("seeds")
    void noServerIsLeftOutForLongOrComesInABurst(long seed) {
        int[] weights = randomWeights(new Random(seed));
        int[] ring = RoundRobinRing.WEIGHTED.slots(Pools.weighing(weights));
        int[] shares = Weights.lowestTerms(weights, RoundRobinRing.MAX_SLOTS);

        for (int server = 0; server < weights.length; server++) {
            IntSummaryStatistics gaps = gaps(ring, server);
            assertThat(gaps.getMax() * shares[server]).isLessThan(2 * ring.length);
            assertThat(gaps.getMin() == 1 && 3 * shares[server] <= ring.length).isFalse();
        }
    }

    @Test
    void everyWindowOfATurnHasEachOfAHundredServersExactlyAsOftenAsItsWeightSays() {
        int[] weights = IntStream.rangeClosed(1, 100).toArray();
        int[] ring = RoundRobinRing.WEIGHTED.slots(Pools.weighing(weights));
        int turn = IntStream.of(weights).sum();
        assertThat(ring).hasSize(turn);

        int[] window = Pools.counts(ring, weights.length);
        for (int begin = 0; begin < turn; begin++) {
            assertThat(window).isEqualTo(weights);
            window[ring[begin]]--;
            window[ring[(begin + turn) % ring.length]]++;
        }
    }

    /** A server with a share of 1 in n comes again after n/2 slots at the soonest and after 3n/2 at the latest. */
    @Test
    void noneOfAHundredServersOfAllWeightsGetsABurst() {
        int[] weights = IntStream.rangeClosed(1, 100).toArray();
        int[] ring = RoundRobinRing.WEIGHTED.slots(Pools.weighing(weights));

        for (int server = 0; server < weights.length; server++) {
            double ideal = (double) ring.length / weights[server];
            IntSummaryStatistics gaps = gaps(ring, server);
            assertThat(gaps.getMin() / ideal)
                    .as("soonest of weight %d", weights[server])
                    .isBetween(0.5, 1.0);
            assertThat(gaps.getMax() / ideal)
                    .as("latest of weight %d", weights[server])
                    .isBetween(1.0, 1.5);
            assertThat(gaps.getMin()).isGreaterThan(1);
        }
    }

    @Test
    void slowStartCountsForItsPart() {
        List<RealServer> pool = Pools.weighing(1, 1);
        pool = List.of(pool.get(0).withRamp(25), pool.get(1));

        assertThat(RoundRobinRing.WEIGHTED.slots(pool)).containsExactly(1, 0, 1, 1, 1);
        assertThat(RoundRobinRing.EQUAL.slots(pool)).containsExactly(0, 1);
    }

    @Test
    void ringNeverGrowsBeyondItsLimit() {
        int[] ring = RoundRobinRing.WEIGHTED.slots(Pools.weighing(65_535, 65_534, 65_533, 1));

        assertThat(ring).hasSizeBetween(65_000, RoundRobinRing.MAX_SLOTS);
        assertThat(Pools.counts(ring, 4)[3]).isOne();
    }

    @Test
    void largestRingOfTheMostWeightsIsBuiltFast() {
        List<RealServer> pool = Pools.weighing(IntStream.rangeClosed(1, 1_000).toArray());
        assertThat(Stopwatch.best(20, () -> RoundRobinRing.WEIGHTED.slots(pool)))
                .isLessThan(Duration.ofMillis(50));
    }

    /** How many slots it is from each appearance to the next, round and round. */
    private static IntSummaryStatistics gaps(int[] ring, int server) {
        int[] at = IntStream.range(0, ring.length)
                .filter(slot -> ring[slot] == server)
                .toArray();
        return IntStream.range(0, at.length)
                .map(i -> i + 1 < at.length ? at[i + 1] - at[i] : ring.length - at[i] + at[0])
                .summaryStatistics();
    }

    private static int[] randomWeights(Random random) {
        int largest = 1 + random.nextInt(40);
        return random.ints(1 + random.nextInt(30), 1, 1 + largest).toArray();
    }
}
