package dev.weir.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.scheduling.LeastConnection.Load;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeastConnectionTest {
    private static final long MOST = 0xffff_ffffL;

    @Test
    void serverWithFewestConnectionsIsPicked() {
        assertThat(least(new Load(1, 5, 0), new Load(1, 4, 255), new Load(1, 5, 1)))
                .hasValue(1);
    }

    @Test
    void oneActiveConnectionIsAsHeavyAs256Inactive() {
        assertThat(least(new Load(1, 1, 0), new Load(1, 0, 255))).hasValue(1);
        assertThat(least(new Load(1, 0, 257), new Load(1, 1, 0))).hasValue(1);
    }

    @Test
    void firstOfEquallyLoadedServersIsPicked() {
        assertThat(least(new Load(1, 1, 0), new Load(1, 0, 256))).hasValue(0);
        assertThat(leastForWeight(new Load(2, 2, 0), new Load(1, 1, 0))).hasValue(0);
    }

    @Test
    void weightCountsInWlcOnly() {
        Load light = new Load(1, 2, 0);
        Load heavy = new Load(3, 5, 0);

        assertThat(least(light, heavy)).hasValue(0);
        assertThat(leastForWeight(light, heavy)).hasValue(1);
    }

    @Test
    void quiescedServerIsNeverPicked() {
        assertThat(least(new Load(0, 0, 0), new Load(1, 9, 9))).hasValue(1);
        assertThat(leastForWeight(new Load(0, 0, 0), new Load(1, 9, 9))).hasValue(1);
        assertThat(least(new Load(0, 0, 0))).isEmpty();
        assertThat(leastForWeight()).isEmpty();
    }

    @Test
    void largestNumbersDoNotOverflow() {
        assertThat(leastForWeight(new Load(65_534, MOST, MOST), new Load(65_535, MOST, MOST)))
                .hasValue(1);
    }

    /** Agrees with exact fractions. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void leastForWeightIsTheSmallestFraction(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            List<Load> loads = IntStream.range(0, random.nextInt(20))
                    .mapToObj(_ -> new Load(random.nextInt(4), random.nextInt(5), random.nextInt(600)))
                    .toList();

            assertThat(LeastConnection.leastForWeight(loads)).isEqualTo(smallestFraction(loads));
        }
    }

    private static OptionalInt smallestFraction(List<Load> loads) {
        Comparator<Integer> byFraction =
                (a, b) -> fractionOf(loads.get(a), loads.get(b).weight())
                        .compareTo(fractionOf(loads.get(b), loads.get(a).weight()));
        return IntStream.range(0, loads.size()).filter(i -> loads.get(i).weight() > 0).boxed().min(byFraction).stream()
                .mapToInt(Integer::intValue)
                .findFirst();
    }

    private static BigInteger fractionOf(Load load, int otherWeight) {
        return BigInteger.valueOf(load.active())
                .multiply(BigInteger.valueOf(256))
                .add(BigInteger.valueOf(load.inactive()))
                .multiply(BigInteger.valueOf(otherWeight));
    }

    private static OptionalInt least(Load... loads) {
        return LeastConnection.least(List.of(loads));
    }

    private static OptionalInt leastForWeight(Load... loads) {
        return LeastConnection.leastForWeight(List.of(loads));
    }
}
