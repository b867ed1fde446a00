package dev.weir.scheduling.choice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.model.Scheduler;
import dev.weir.model.ServiceOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WithinBoundTest {
    private static Choice bounded(int percent, int... slots) {
        return Loads.choice(Scheduler.MH, ServiceOptions.DEFAULT.withBoundedLoad(percent), slots);
    }

    @Test
    void serverOfTheHashTakesWhatIsWithinItsBound() {
        List<Load> loads = List.of(Loads.of(1, 1, 1), Loads.of(1, 1, 1));

        assertThat(bounded(125, 0, 1).choose(Arrival.ofHash(0), loads)).hasValue(0);
    }

    /** 150% of the half of six is more than 4, but not of five. */
    @Test
    void serverAtItsBoundPassesTheConnectionOn() {
        assertThat(bounded(150, 0, 1).choose(Arrival.ofHash(0), List.of(Loads.of(1, 4, 0), Loads.of(1, 1, 0))))
                .hasValue(0);
        assertThat(bounded(150, 0, 1).choose(Arrival.ofHash(0), List.of(Loads.of(1, 4, 0), Loads.of(1, 0, 0))))
                .hasValue(1);
    }

    @Test
    void boundIsByPull() {
        List<Load> loads = List.of(Loads.of(3, 6, 0), Loads.of(1, 1, 0));

        assertThat(bounded(125, 0, 1).choose(Arrival.ofHash(0), loads)).hasValue(0);
        assertThat(bounded(125, 1, 0).choose(Arrival.ofHash(0), loads)).hasValue(1);
    }

    @Test
    void firstConnectionOfAllFindsRoom() {
        assertThat(bounded(101, 0, 1).choose(Arrival.ofHash(-1), Loads.idle(2))).hasValue(1);
    }

    @Test
    void fullServersArePassedByAndIfAllAreNobodyIsChosen() {
        assertThat(bounded(125, 0, 1).choose(Arrival.ofHash(0), Loads.withFull(Loads.idle(2), 0)))
                .hasValue(1);
        assertThat(bounded(125, 0, 1).choose(Arrival.ofHash(0), Loads.withFull(Loads.idle(2), 0, 1)))
                .isEmpty();
    }

    /** However few the clients, and though there is always room: the paper's promise. */
    @ParameterizedTest
    @ValueSource(ints = {101, 110, 125, 200, 1_000})
    void noServerEverHasMoreThanItsBound(int percent) {
        int[] weights = {1, 2, 3, 4};
        List<Load> loads = new ArrayList<>();
        for (int weight : weights) {
            loads.add(Loads.of(weight, 0, 0));
        }
        Choice choice = bounded(percent, 0, 1, 1, 2, 2, 2, 3, 3, 3, 3);
        Random random = new Random(percent);
        int[] hashes = random.ints(7).toArray();
        for (int n = 1; n <= 1_000; n++) {
            int server = choice.choose(Arrival.ofHash(hashes[n % hashes.length]), loads)
                    .orElseThrow();
            Load load = loads.get(server);
            loads.set(server, Loads.of(load.weight(), load.active() + 1, 0));

            assertThat(load.active() + 1).isLessThanOrEqualTo((long) Math.ceil(percent * n * load.weight() / 1_000.0));
        }
    }
}
