package dev.weir.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaglevTurnsTest {
    /** Due at halves of 1/pull: the numerator is twice the time times the pull. */
    private record Turn(long halves, int pull, int server) {
        static final Comparator<Turn> BY_TIME = (a, b) -> Long.compare(a.halves * b.pull, b.halves * a.pull);
    }

    @Test
    void equalServersTakeTurnsInTheirOrder() {
        assertThat(MaglevTurns.of(new int[] {7, 7, 7}, 7)).containsExactly(0, 1, 2, 0, 1, 2, 0);
    }

    @Test
    void eachServersFirstTurnIsBeforeAnySecond() {
        assertThat(MaglevTurns.of(new int[] {1, 1_000, 1}, 5)).containsExactly(0, 1, 2, 1, 1);
    }

    @Test
    void moreServersThanTurnsAreServedInTheirOrder() {
        assertThat(MaglevTurns.of(new int[] {1, 9, 1, 9}, 2)).containsExactly(0, 1);
    }

    /** Whose pulls are nearly equal, from the greatest down, so that many turns are due at nearly the same time. */
    @Test
    void turnsThatAreDueCloseTogetherAreInOrder() {
        int[] pulls = IntStream.range(0, 300).map(i -> 6_553_500 - 100 * i).toArray();

        assertThat(MaglevTurns.of(pulls, 2_000)).isEqualTo(byDefinition(pulls, 2_000));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void turnsAreInTheOrderOfTheirTimes(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            int greatest = random.nextBoolean() ? 10 : 6_553_500;
            int[] pulls = random.ints(1 + random.nextInt(40), 1, 1 + greatest).toArray();
            int count = 1 + random.nextInt(500);

            assertThat(MaglevTurns.of(pulls, count)).isEqualTo(byDefinition(pulls, count));
        }
    }

    /** By exact fractions; {@link List#sort} leaves servers in their order where times are equal. */
    private static int[] byDefinition(int[] pulls, int count) {
        List<Turn> turns = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            for (int server = 0; server < pulls.length; server++) {
                turns.add(new Turn(k == 0 ? 0 : 2 * k + 1, pulls[server], server));
            }
        }
        turns.sort(Turn.BY_TIME.thenComparingInt(Turn::server));
        return turns.stream().limit(count).mapToInt(Turn::server).toArray();
    }
}
