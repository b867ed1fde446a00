package dev.weir.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashSpaceTest {
    private static final int[] NONE = {};

    @Test
    void theSameTableMovesNothing() {
        HashSpace space = HashSpace.between(new int[] {0, 1, 0, 2}, new int[] {0, 1, 0, 2}, 3);

        assertThat(space.moved()).isZero();
        assertThat(space.least()).isZero();
    }

    @Test
    void slotsOfTablesOfOneSizeAreComparedOneByOne() {
        HashSpace space = HashSpace.between(new int[] {0, 1, 0, 1}, new int[] {0, 0, 1, 2}, 3);

        assertThat(space.moved()).isEqualTo(0.75);
        assertThat(space.least()).isEqualTo(0.25);
        assertThat(space.movedOf(0)).isEqualTo(0.5);
        assertThat(space.movedOf(1)).isEqualTo(1);
        assertThat(space.movedOf(2)).isZero();
    }

    @Test
    void aTableRepeatedIsTheSameHashByHashOnlyWhereItsSlotsAre() {
        assertThat(HashSpace.between(new int[] {0, 1}, new int[] {0, 0, 1, 1}, 2)
                        .moved())
                .isZero();
        assertThat(HashSpace.between(new int[] {0, 1}, new int[] {0, 1, 0, 1}, 2)
                        .moved())
                .isEqualTo(0.5);
    }

    @Test
    void tablesOfDifferentSizesAreLaidSideBySide() {
        HashSpace space = HashSpace.between(new int[] {0, 1}, new int[] {0, 1, 1}, 2);

        assertThat(space.moved()).isEqualTo(1.0 / 6, within(1e-12));
        assertThat(space.least()).isEqualTo(1.0 / 6, within(1e-12));
    }

    @Test
    void anEmptyTableGivesAllToNobody() {
        assertThat(HashSpace.between(new int[] {0, 1}, NONE, 2).moved()).isEqualTo(1);
        assertThat(HashSpace.between(NONE, new int[] {0, 1}, 2).least()).isEqualTo(1);
        assertThat(HashSpace.between(NONE, NONE, 2).moved()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void neverLessMovesThanTheLeast(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] before = random.ints(1 + random.nextInt(200), 0, 5).toArray();
        int[] after = random.ints(1 + random.nextInt(200), 0, 5).toArray();

        HashSpace space = HashSpace.between(before, after, 5);

        assertThat(space.moved()).isGreaterThanOrEqualTo(space.least());
        assertThat(space.moved()).isBetween(0.0, 1.0);
    }
}
