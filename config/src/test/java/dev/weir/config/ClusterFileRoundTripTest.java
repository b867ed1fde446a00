package dev.weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.model.Capacity;
import dev.weir.model.ConnectionState;
import dev.weir.model.DesiredState;
import dev.weir.model.DirectorSettings;
import dev.weir.model.Timeouts;
import dev.weir.testing.RandomStates;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The law of writing: what is rendered reads back to the same. */
class ClusterFileRoundTripTest {

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void renderedStateReadsBackToTheSame(long seed) {
        Random random = new Random(seed);
        DesiredState drawn = new RandomStates(random).state();
        DesiredState state = new DesiredState(1, settings(random), drawn.services());

        assertThat(Files.valid(ClusterFile.render(state))).isEqualTo(state);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"eth0", "true", "null", "~", "0", "a'b", "\"", "-", "#1", "a,b", "{x}", "*a", "&a", "!t", "%"})
    void nameOfAnInterfaceReadsBackWhateverYamlMeansByIt(String name) {
        DirectorSettings settings = new DirectorSettings(List.of(name), Capacity.DEFAULT, Timeouts.DEFAULT);
        DesiredState state = new DesiredState(1, settings, List.of());

        assertThat(Files.valid(ClusterFile.render(state))).isEqualTo(state);
    }

    private static DirectorSettings settings(Random random) {
        Capacity capacity = new Capacity(
                RandomStates.MAX_SERVICES + random.nextInt(1_000),
                1_000 + random.nextInt(1_000),
                Capacity.MIN_CONNECTIONS + random.nextInt(1_000_000),
                Capacity.MIN_SCHEDULER_SLOTS + random.nextInt(1_000_000));
        Timeouts timeouts = Timeouts.DEFAULT;
        for (ConnectionState state : ConnectionState.values()) {
            Duration unit = Duration.ofMillis(List.of(1, 1_000, 60_000).get(random.nextInt(3)));
            timeouts = timeouts.with(state, unit.multipliedBy(1_000 + random.nextInt(40_000)));
        }
        return new DirectorSettings(List.of("eth" + random.nextInt(10), "bond0.1"), capacity, timeouts);
    }
}
