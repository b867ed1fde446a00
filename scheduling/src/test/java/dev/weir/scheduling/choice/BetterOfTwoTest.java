package dev.weir.scheduling.choice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.model.Scheduler;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Four servers in a slot each; a lot names the slot in its highest two bits. */
class BetterOfTwoTest {
    private static final Duration NOW = Duration.ZERO;

    private static Arrival drawn(int first, int second) {
        return Arrival.ofLots(first << 30, second << 30);
    }

    @Test
    void lighterOfTheTwoIsPickedThoughAThirdIsLighter() {
        Choice choice = Loads.choice(Scheduler.TWOS, 4);
        List<Load> loads = List.of(Loads.of(1, 5, 0), Loads.of(2, 8, 0), Loads.of(1, 4, 1), Loads.of(1, 0, 0));

        assertThat(choice.choose(drawn(0, 1), loads)).hasValue(1);
        assertThat(choice.choose(drawn(1, 0), loads)).hasValue(1);
        assertThat(choice.choose(drawn(1, 2), loads)).hasValue(1);
        assertThat(choice.choose(drawn(0, 0), loads)).hasValue(0);
    }

    @ParameterizedTest
    @EnumSource(names = {"TWOS", "LEAST_LATENCY"})
    void firstDrawnOfEqualOnesIsPicked(Scheduler scheduler) {
        assertThat(Loads.choice(scheduler, 4).choose(drawn(2, 1), Loads.idle(4)))
                .hasValue(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"TWOS", "LEAST_LATENCY"})
    void fullServerLeavesItToTheOtherAndTwoFullOnesToTheNextInTheRing(Scheduler scheduler) {
        Choice choice = Loads.choice(scheduler, 4);

        assertThat(choice.choose(drawn(0, 2), Loads.withFull(Loads.idle(4), 0))).hasValue(2);
        assertThat(choice.choose(drawn(2, 0), Loads.withFull(Loads.idle(4), 0))).hasValue(2);
        assertThat(choice.choose(drawn(2, 0), Loads.withFull(Loads.idle(4), 0, 2)))
                .hasValue(3);
        assertThat(choice.choose(drawn(3, 0), Loads.withFull(Loads.idle(4), 0, 3)))
                .hasValue(1);
        assertThat(choice.choose(drawn(3, 0), Loads.withFull(Loads.idle(4), 0, 1, 2, 3)))
                .isEmpty();
        assertThat(Loads.choice(scheduler, 0).choose(drawn(0, 0), List.of())).isEmpty();
    }

    @Test
    void soonerIsTheOneWhereLatencyTimesConnectionsIsLess() {
        Choice choice = Loads.choice(Scheduler.LEAST_LATENCY, 4);
        List<Load> loads = List.of(
                Loads.of(1, 9, 0).withLatency(100, NOW),
                Loads.of(1, 0, 999).withLatency(900, NOW),
                Loads.of(1, 4, 0).withLatency(300, NOW),
                Loads.of(1, 50, 0));

        assertThat(choice.choose(drawn(0, 1), loads)).hasValue(1);
        assertThat(choice.choose(drawn(0, 2), loads)).hasValue(0);
        assertThat(choice.choose(drawn(1, 3), loads)).as("not measured yet").hasValue(3);
    }

    @Test
    void latencyThatWasNotMeasuredLatelyIsForgottenByHalves() {
        Choice choice = Loads.choice(Scheduler.LEAST_LATENCY, 4);
        Load steady = Loads.of(1, 0, 0).withLatency(1_000, NOW);
        Load slow = Loads.of(1, 0, 0).withLatency(3_000, Duration.ofSeconds(19));
        List<Load> early = List.of(steady, slow, steady, steady);
        List<Load> late = List.of(steady, slow.withLatency(3_000, Duration.ofSeconds(20)), steady, steady);

        assertThat(choice.choose(drawn(0, 1), early)).hasValue(0);
        assertThat(choice.choose(drawn(0, 1), late)).hasValue(1);
        assertThat(Loads.of(1, 0, 0).withLatency(3_000, Duration.ofDays(30)).expectedWaitMicros())
                .isZero();
    }
}
