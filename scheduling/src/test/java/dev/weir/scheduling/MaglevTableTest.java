package dev.weir.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.model.Capacity;
import dev.weir.model.RealServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaglevTableTest {
    private final MaglevTable table = new MaglevTable(Pools.SECRET);

    @Test
    void poolThatTakesNothingNewHasNoSlots() {
        assertThat(table.slots(List.of())).isEmpty();
        assertThat(table.slots(Pools.weighing(0, 0))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 2039", "1, 2039", "10, 2039", "11, 4093", "100, 32749", "164, 65537", "1000, 65537", "9999, 65537"})
    void sizeIsTheSmallestPrimeWithTwoHundredSlotsForEachServerOrTheLargest(int servers, int size) {
        assertThat(MaglevTable.size(servers)).isEqualTo(size);
    }

    /** So that there is room for the tables that replace others. */
    @Test
    void aThousandServicesOfTenServersTakeHalfOfTheSlotsThereAre() {
        assertThat(1_000 * MaglevTable.size(10)).isLessThan(Capacity.DEFAULT.schedulerSlots() / 2);
    }

    /** Within 2% of each other at 100 servers, which 327 and 328 of 32,749 are. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100, 300, 1_000})
    void equalServersHaveAsManySlotsOrOneMore(int servers) {
        IntSummaryStatistics counts = Arrays.stream(Pools.counts(table.slots(Pools.equal(servers)), servers))
                .summaryStatistics();

        assertThat(counts.getMax() - counts.getMin()).isLessThanOrEqualTo(1);
        if (servers == 100) {
            assertThat(counts.getMax()).isLessThan((int) (1.02 * counts.getMin()));
        }
    }

    @Test
    void sharesFollowTheWeights() {
        int[] slots = table.slots(Pools.weighing(1, 2, 3, 0, 4));

        assertThat(slots).hasSize(2039);
        assertThat(Pools.counts(slots, 5)).containsExactly(204, 408, 612, 0, 815);
    }

    @Test
    void slowStartCountsForItsPart() {
        List<RealServer> pool = new ArrayList<>(Pools.equal(2));
        pool.set(1, pool.get(1).withRamp(50));

        assertThat(Pools.counts(table.slots(pool), 2)).containsExactly(1359, 680);
    }

    @Test
    void lightestOfVeryUnequalServersKeepsAShare() {
        assertThat(Pools.counts(table.slots(Pools.weighing(65_535, 1)), 2)).containsExactly(2038, 1);
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void removalOfOneInAHundredMovesFewOfTheOthersSlots(byte[] secret) {
        MaglevTable keyed = new MaglevTable(secret);
        List<RealServer> pool = Pools.equal(100);
        int[] slots = keyed.slots(pool);
        for (int removed : new int[] {0, 17, 50, 99}) {
            List<RealServer> rest = Pools.without(pool, removed);

            assertThat(movedShare(pool, slots, rest, keyed.slots(rest))).isLessThan(0.015);
        }
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void quiescenceMovesFewOfTheOthersSlots(byte[] secret) {
        List<RealServer> pool =
                Pools.weighing(new Random(secret[0]).ints(100, 1, 101).toArray());
        List<RealServer> quiesced = new ArrayList<>(pool);
        quiesced.set(42, pool.get(42).withWeight(0));
        MaglevTable keyed = new MaglevTable(secret);
        int[] slots = keyed.slots(quiesced);

        assertThat(Pools.counts(slots, 100)[42]).isZero();
        assertThat(movedShare(pool, keyed.slots(pool), quiesced, slots)).isLessThan(0.015);
    }

    /** A server at half its weight gives up half its slots, and few of the others' change hands. */
    @ParameterizedTest
    @MethodSource("secrets")
    void changeOfWeightMovesFewOfTheOthersSlots(byte[] secret) {
        List<RealServer> pool =
                Pools.weighing(new Random(secret[0]).ints(100, 1, 101).toArray());
        List<RealServer> changed = new ArrayList<>(pool);
        changed.set(42, pool.get(42).withRamp(50));
        MaglevTable keyed = new MaglevTable(secret);

        assertThat(movedShare(pool, keyed.slots(pool), changed, keyed.slots(changed)))
                .isLessThan(0.02);
    }

    static Stream<byte[]> secrets() {
        return IntStream.rangeClosed(1, 50).mapToObj(seed -> {
            byte[] secret = new byte[SipHash.KEY_LENGTH];
            new Random(seed).nextBytes(secret);
            return secret;
        });
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
                .hasSize(65_537)
                .doesNotHaveDuplicates()
                .doesNotContain(-1);
    }

    @Test
    void largestTableIsBuiltInMilliseconds() {
        List<RealServer> pool =
                Pools.weighing(new Random(1).ints(1_000, 1, 65_536).toArray());
        Duration best = Stopwatch.best(100, () -> table.slots(pool));

        assertThat(best).isLessThan(Duration.ofMillis(10));
    }

    /** The share of the slots of servers in both pools that another server has got. */
    private static double movedShare(
            List<RealServer> before, int[] slotsBefore, List<RealServer> after, int[] slotsAfter) {
        assertThat(slotsAfter).hasSameSizeAs(slotsBefore);
        Set<RealServer> staying = new HashSet<>(before);
        staying.retainAll(after);
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
