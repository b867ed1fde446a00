package dev.weir.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.model.RealServer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceHashTableTest {
    private final SourceHashTable table = new SourceHashTable();

    @Test
    void serversTakeStretchesAsLongAsTheirWeights() {
        int[] slots = table.slots(Pools.weighing(3, 1));

        assertThat(slots).hasSize(256).startsWith(0, 0, 0, 1, 0, 0, 0, 1);
    }

    @Test
    void tableEndsWithAFullRoundSoThatSharesAreExact() {
        int[] slots = table.slots(Pools.weighing(100, 50, 0, 5));

        assertThat(slots).hasSize(31 * 9);
        assertThat(Pools.counts(slots, 4)).containsExactly(20 * 9, 10 * 9, 0, 9);
    }

    @Test
    void poolOfMoreThan256ServersHasASlotForEach() {
        assertThat(Pools.counts(table.slots(Pools.equal(300)), 300)).containsOnly(1);
    }

    @Test
    void poolThatTakesNothingNewHasNoSlots() {
        assertThat(table.slots(List.of())).isEmpty();
        assertThat(table.slots(Pools.weighing(0))).isEmpty();
    }

    @Test
    void heavyWeightsAreScaledDown() {
        int[] slots = table.slots(Pools.weighing(65_535, 65_534));

        assertThat(slots).hasSizeBetween(65_000, 65_536);
        assertThat(Arrays.stream(slots).sum()).isBetween(slots.length / 2 - 2, slots.length / 2 + 2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void orderOfThePoolIsNoDifference(long seed) {
        List<RealServer> pool = Pools.weighing(3, 1, 4, 1, 5, 0, 9, 2);
        List<RealServer> shuffled = Pools.shuffled(pool, new Random(seed));

        assertThat(Pools.endpoints(table.slots(shuffled), shuffled))
                .isEqualTo(Pools.endpoints(table.slots(pool), pool));
    }
}
