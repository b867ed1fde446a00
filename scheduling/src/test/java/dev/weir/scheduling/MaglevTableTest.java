package dev.weir.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.model.RealServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaglevTableTest {
    private final MaglevTable table = new MaglevTable(Pools.SECRET);

    @Test
    void poolThatTakesNothingNewHasNoSlots() {
        assertThat(table.slots(List.of())).isEmpty();
        assertThat(table.slots(Pools.weighing(0, 0))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 251", "1, 251", "2, 251", "3, 509", "100, 16381", "655, 65521", "656, 131071", "9999, 131071"})
    void sizeIsTheSmallestPrimeWithAHundredSlotsForEachServer(int servers, int size) {
        assertThat(MaglevTable.size(servers)).isEqualTo(size);
    }

    @Test
    void equalServersHaveEqualShares() {
        int[] counts = Pools.counts(table.slots(Pools.equal(100)), 100);

        assertThat(Arrays.stream(counts).summaryStatistics().getMin()).isEqualTo(163);
        assertThat(Arrays.stream(counts).summaryStatistics().getMax()).isEqualTo(164);
    }

    @Test
    void sharesFollowTheWeights() {
        int[] slots = table.slots(Pools.weighing(1, 2, 3, 0, 4));

        assertThat(slots).hasSize(509);
        assertThat(Pools.counts(slots, 5)).containsExactly(51, 102, 153, 0, 203);
    }

    @Test
    void lightestOfVeryUnequalServersKeepsAShare() {
        assertThat(Pools.counts(table.slots(Pools.weighing(65_535, 1)), 2)).containsExactly(250, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 17, 50, 99})
    void removalOfOneInAHundredMovesFewOfTheOthersSlots(int removed) {
        List<RealServer> pool = Pools.equal(100);
        List<RealServer> rest = Pools.without(pool, removed);

        assertThat(movedShare(pool, table.slots(pool), rest, table.slots(rest))).isLessThan(0.015);
    }

    @Test
    void quiescenceMovesFewOfTheOthersSlots() {
        List<RealServer> pool = Pools.equal(100);
        List<RealServer> quiesced = new ArrayList<>(pool);
        quiesced.set(42, pool.get(42).withWeight(0));
        int[] slots = table.slots(quiesced);

        assertThat(Pools.counts(slots, 100)[42]).isZero();
        assertThat(movedShare(pool, table.slots(pool), quiesced, slots)).isLessThan(0.015);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void orderOfThePoolIsNoDifference(long seed) {
        Random random = new Random(seed);
        List<RealServer> pool = Pools.weighing(random.ints(40, 0, 10).toArray());
        List<RealServer> shuffled = Pools.shuffled(pool, random);

        assertThat(Pools.endpoints(table.slots(shuffled), shuffled))
                .isEqualTo(Pools.endpoints(table.slots(pool), pool));
    }

    @Test
    void anotherSecretIsAnotherTable() {
        List<RealServer> pool = Pools.equal(10);
        byte[] other = Pools.SECRET.clone();
        other[15] ^= 1;

        assertThat(new MaglevTable(other).slots(pool)).isNotEqualTo(table.slots(pool));
    }

    @Test
    void everySlotIsTakenInPoolsLargerThanTheTable() {
        assertThat(table.slots(Pools.equal(140_000)))
                .hasSize(131_071)
                .doesNotHaveDuplicates()
                .doesNotContain(-1);
    }

    @Test
    void largestTableIsBuiltInMilliseconds() {
        List<RealServer> pool = Pools.equal(1_000);
        Duration best = Stopwatch.best(100, () -> table.slots(pool));

        assertThat(best).isLessThan(Duration.ofMillis(10));
    }

    /** The share of the slots of servers in both pools that another server has got. */
    private static double movedShare(
            List<RealServer> before, int[] slotsBefore, List<RealServer> after, int[] slotsAfter) {
        assertThat(slotsAfter).hasSameSizeAs(slotsBefore);
        List<RealServer> staying = before.stream().filter(after::contains).toList();
        long kept = IntStream.range(0, slotsBefore.length)
                .filter(i -> staying.contains(before.get(slotsBefore[i])))
                .count();
        long moved = IntStream.range(0, slotsBefore.length)
                .filter(i -> staying.contains(before.get(slotsBefore[i])))
                .filter(i -> !before.get(slotsBefore[i]).equals(after.get(slotsAfter[i])))
                .count();
        return (double) moved / kept;
    }
}
