package dev.weir.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.model.RealServer;
import java.time.Duration;
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
        assertThat(RoundRobinRing.WEIGHTED.slots(Pools.weighing(5, 1, 1))).containsExactly(0, 1, 0, 0, 0, 2, 0);
        assertThat(RoundRobinRing.WEIGHTED.slots(Pools.weighing(40, 30, 20, 10)))
                .containsExactly(0, 1, 2, 0, 1, 3, 0, 2, 1, 0);
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

    /** After any number of slots a server has had its share of them, give or take two. */
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
        assertThat(worst).isLessThan(2);
    }

    @Test
    void ringNeverGrowsBeyondItsLimit() {
        int[] ring = RoundRobinRing.WEIGHTED.slots(Pools.weighing(65_535, 65_534, 65_533, 1));

        assertThat(ring).hasSizeBetween(65_000, RoundRobinRing.MAX_SLOTS);
        assertThat(Pools.counts(ring, 4)[3]).isOne();
    }

    @Test
    void largestRingOfTheMostWeightsIsBuiltFast() {
        List<RealServer> pool = Pools.weighing(IntStream.rangeClosed(1, 361).toArray());
        assertThat(Stopwatch.best(20, () -> RoundRobinRing.WEIGHTED.slots(pool)))
                .isLessThan(Duration.ofMillis(150));
    }

    private static int[] randomWeights(Random random) {
        int largest = 1 + random.nextInt(40);
        return random.ints(1 + random.nextInt(30), 1, 1 + largest).toArray();
    }
}
