package dev.weir.scheduling.choice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.model.RealServer;
import dev.weir.model.Scheduler;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeastTest {
    private static final long MOST = 0xffff_ffffL;

    private static OptionalInt choose(Scheduler scheduler, Load... loads) {
        return Loads.choice(scheduler, loads.length).choose(Arrival.ANY, List.of(loads));
    }

    @Test
    void serverWithFewestConnectionsIsPicked() {
        assertThat(choose(Scheduler.LC, Loads.of(1, 5, 0), Loads.of(1, 4, 255), Loads.of(1, 5, 1)))
                .hasValue(1);
    }

    @Test
    void oneActiveConnectionIsAsHeavyAs256Inactive() {
        assertThat(choose(Scheduler.LC, Loads.of(1, 1, 0), Loads.of(1, 0, 255))).hasValue(1);
        assertThat(choose(Scheduler.LC, Loads.of(1, 0, 257), Loads.of(1, 1, 0))).hasValue(1);
    }

    @Test
    void firstOfEquallyLoadedServersIsPicked() {
        assertThat(choose(Scheduler.LC, Loads.of(1, 1, 0), Loads.of(1, 0, 256))).hasValue(0);
        assertThat(choose(Scheduler.WLC, Loads.of(2, 2, 0), Loads.of(1, 1, 0))).hasValue(0);
        assertThat(choose(Scheduler.SED, Loads.of(2, 3, 0), Loads.of(1, 1, 0))).hasValue(0);
    }

    @Test
    void weightCountsInWlcOnly() {
        Load light = Loads.of(1, 2, 0);
        Load heavy = Loads.of(3, 5, 0);

        assertThat(choose(Scheduler.LC, light, heavy)).hasValue(0);
        assertThat(choose(Scheduler.WLC, light, heavy)).hasValue(1);
    }

    @Test
    void slowStartCountsForItsPart() {
        Load starting = new Load(2, 2 * 10, 1, 0);

        assertThat(choose(Scheduler.WLC, starting, Loads.of(2, 9, 0))).hasValue(1);
        assertThat(choose(Scheduler.WLC, starting, Loads.of(2, 11, 0))).hasValue(0);
    }

    /** Where wlc sees two idle servers and takes the first, sed sees that the heavier serves one connection sooner. */
    @Test
    void shortestDelayLooksOneConnectionAhead() {
        Load[] loads = {Loads.of(1, 0, 0), Loads.of(3, 0, 0)};

        assertThat(choose(Scheduler.WLC, loads)).hasValue(0);
        assertThat(choose(Scheduler.SED, loads)).hasValue(1);
    }

    @Test
    void inactiveConnectionsAreNoDelay() {
        assertThat(choose(Scheduler.SED, Loads.of(1, 1, 0), Loads.of(1, 0, 9_999)))
                .hasValue(1);
    }

    @Test
    void neverQueueTakesTheFirstIdleServerHoweverLight() {
        assertThat(choose(Scheduler.NQ, Loads.of(9, 1, 0), Loads.of(1, 0, 7), Loads.of(2, 0, 0)))
                .hasValue(1);
        assertThat(choose(Scheduler.SED, Loads.of(9, 1, 0), Loads.of(1, 0, 7), Loads.of(2, 0, 0)))
                .hasValue(0);
    }

    @Test
    void neverQueueWithoutAnIdleServerIsShortestDelay() {
        assertThat(choose(Scheduler.NQ, Loads.of(1, 1, 0), Loads.of(9, 8, 0), Loads.full(9)))
                .hasValue(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"LC", "WLC", "SED", "NQ"})
    void quiescedOrFullServerIsNeverPicked(Scheduler scheduler) {
        assertThat(choose(scheduler, Loads.of(0, 0, 0), Loads.full(1), Loads.of(1, 9, 9)))
                .hasValue(2);
        assertThat(choose(scheduler, Loads.of(0, 0, 0), Loads.full(5))).isEmpty();
        assertThat(choose(scheduler)).isEmpty();
    }

    @Test
    void largestNumbersDoNotOverflow() {
        assertThat(choose(Scheduler.WLC, Loads.of(65_534, MOST, MOST), Loads.of(65_535, MOST, MOST)))
                .hasValue(1);
    }

    /** Agrees with exact fractions. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void leastIsTheSmallestFraction(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            List<Load> loads = Loads.random(random, random.nextInt(20));

            assertThat(Loads.choice(Scheduler.WLC, loads.size()).choose(Arrival.ANY, loads))
                    .isEqualTo(smallestFraction(loads, load -> load.active() * 256 + load.inactive()));
            assertThat(Loads.choice(Scheduler.SED, loads.size()).choose(Arrival.ANY, loads))
                    .isEqualTo(smallestFraction(loads, load -> load.active() + 1));
        }
    }

    private static OptionalInt smallestFraction(List<Load> loads, ToLongFunction<Load> burden) {
        Comparator<Load> byFraction =
                (a, b) -> product(burden.applyAsLong(a), b.pull()).compareTo(product(burden.applyAsLong(b), a.pull()));
        return IntStream.range(0, loads.size())
                .filter(i -> loads.get(i).weight() > 0 && !loads.get(i).full())
                .boxed()
                .min(Comparator.comparing(loads::get, byFraction))
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    private static BigInteger product(long burden, int pull) {
        return BigInteger.valueOf(burden).multiply(BigInteger.valueOf(pull / RealServer.FULL_RAMP));
    }
}
