package dev.weir.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightsTest {

    @Test
    void commonDivisorIsDividedOut() {
        assertThat(Weights.lowestTerms(new int[] {100, 0, 250}, 1_000)).containsExactly(2, 0, 5);
    }

    @Test
    void allZeroStaysZero() {
        assertThat(Weights.lowestTerms(new int[] {0, 0}, 1_000)).containsExactly(0, 0);
    }

    @Test
    void noServersHaveNoWeights() {
        assertThat(Weights.lowestTerms(new int[0], 1_000)).isEmpty();
    }

    @Test
    void sumAboveTheLimitIsScaledDownAndTheLightestKeepsOne() {
        assertThat(Weights.lowestTerms(new int[] {65_535, 1, 0}, 252)).containsExactly(249, 1, 0);
    }

    @Test
    void poolLargerThanTheLimitGetsOneEach() {
        assertThat(Weights.lowestTerms(new int[] {7, 1, 3}, 2)).containsExactly(1, 1, 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void scaledWeightsKeepTheirProportions(long seed) {
        Random random = new Random(seed);
        int[] weights = IntStream.range(0, 50).map(_ -> random.nextInt(65_536)).toArray();
        int[] scaled = Weights.lowestTerms(weights, 65_536);

        long sum = Weights.sum(weights);
        long scaledSum = Weights.sum(scaled);
        assertThat(scaledSum).isBetween(65_400L, 65_536L);
        double worst = IntStream.range(0, weights.length)
                .mapToDouble(i -> Math.abs((double) weights[i] / sum - (double) scaled[i] / scaledSum))
                .max()
                .orElseThrow();
        assertThat(worst).as("error of a share in %s", Arrays.toString(weights)).isLessThan(1.0 / 65_000);
    }
}
