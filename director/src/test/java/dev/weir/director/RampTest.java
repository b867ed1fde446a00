package dev.weir.director;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RampTest {
    /** Any time will do, even the last before the counter turns over. */
    private static final long START = Long.MAX_VALUE - 5;

    @Test
    void climbsInStepsOfASecondWhenItIsShort() {
        assertThat(stepsOf(Ramp.beginning(START, Duration.ofSeconds(4)))).containsExactly(1, 25, 50, 75, 100);
    }

    @Test
    void longOneClimbsInTwentySteps() {
        assertThat(stepsOf(Ramp.beginning(START, Duration.ofHours(1))))
                .hasSize(21)
                .startsWith(1, 5, 10, 15);
    }

    @Test
    void ofLessThanASecondItLeapsAtItsEnd() {
        Ramp ramp = Ramp.beginning(START, Duration.ofMillis(300));
        assertThat(ramp.percentAt(START + Duration.ofMillis(299).toNanos())).isEqualTo(Ramp.LOWEST);
        assertThat(ramp.nanosUntilNextStep(START))
                .isEqualTo(Duration.ofMillis(300).toNanos());
        assertThat(stepsOf(ramp)).containsExactly(1, 100);
    }

    @Test
    void fullOneHasNothingToClimb() {
        assertThat(Ramp.full(START).percentAt(START)).isEqualTo(100);
        assertThat(Ramp.full(START).isFullAt(START)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 999, 1_000, 1_001, 7_000, 20_000, 30_000, 33_333, 3_600_000, 86_400_000})
    void climbsAtEachStepAndEndsInFull(long millis) {
        List<Integer> steps = stepsOf(Ramp.beginning(START, Duration.ofMillis(millis)));
        assertThat(steps).isSorted().doesNotHaveDuplicates().endsWith(100);
        assertThat(steps).hasSizeLessThanOrEqualTo(Ramp.MOST_STEPS + 2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1_000, 7_000, 30_000, 33_333, 86_400_000})
    void nextDirectorGoesOnFromTheStepThatItFinds(long millis) {
        for (int percent : stepsOf(Ramp.beginning(START, Duration.ofMillis(millis)))) {
            Ramp next = Ramp.from(percent, START, Duration.ofMillis(millis));
            assertThat(next.percentAt(START)).isEqualTo(percent);
            assertThat(stepsOf(next)).isSorted().endsWith(100);
        }
    }

    /** What it is at its beginning, and after each step. */
    private static List<Integer> stepsOf(Ramp ramp) {
        List<Integer> steps = new ArrayList<>();
        long now = START;
        for (steps.add(ramp.percentAt(now)); !ramp.isFullAt(now); steps.add(ramp.percentAt(now))) {
            assertThat(ramp.nanosUntilNextStep(now)).isPositive();
            now += ramp.nanosUntilNextStep(now);
        }
        return steps;
    }
}
