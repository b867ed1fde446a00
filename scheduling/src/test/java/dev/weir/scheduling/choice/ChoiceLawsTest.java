package dev.weir.scheduling.choice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.model.IpAddress;
import dev.weir.model.Scheduler;
import dev.weir.model.ServiceFlag;
import dev.weir.model.ServiceOptions;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds of every scheduler, on random pools and loads. */
class ChoiceLawsTest {
    private static final int ROUNDS = 300;

    @ParameterizedTest
    @EnumSource
    void whoeverIsChosenTakesNewConnections(Scheduler scheduler) {
        Random random = new Random(scheduler.name().hashCode());
        for (int round = 0; round < ROUNDS; round++) {
            List<Load> loads = Loads.random(random, 1 + random.nextInt(12));
            Choice choice = choice(scheduler, ServiceOptions.DEFAULT, loads.size());
            for (int i = 0; i < 10; i++) {
                choice.choose(arrival(random), loads)
                        .ifPresent(server ->
                                assertThat(loads.get(server)).matches(Load::takesNew, "takes new connections"));
            }
        }
    }

    /** All but those that may refuse by their definition: ovf, and a bounded load. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OVF")
    void whileAnyServerTakesNewConnectionsOneIsChosen(Scheduler scheduler) {
        ServiceOptions fallingBack = ServiceOptions.DEFAULT.withFlag(ServiceFlag.FALLBACK);
        Random random = new Random(scheduler.name().hashCode());
        for (int round = 0; round < ROUNDS; round++) {
            int servers = 1 + random.nextInt(12);
            Choice choice = choice(scheduler, fallingBack, servers);
            for (int i = 0; i < 10; i++) {
                List<Load> loads = Loads.random(random, servers);
                OptionalInt server = choice.choose(arrival(random), loads);

                assertThat(server.isPresent()).isEqualTo(loads.stream().anyMatch(Load::takesNew));
            }
        }
    }

    private static Choice choice(Scheduler scheduler, ServiceOptions options, int servers) {
        return Loads.choice(scheduler, options, IntStream.range(0, servers).toArray());
    }

    private static Arrival arrival(Random random) {
        IpAddress destination = IpAddress.ofIpv4(0xc6_33_64_00 + random.nextInt(3));
        return new Arrival(
                random.nextInt(),
                random.nextInt(),
                random.nextInt(),
                destination,
                Duration.ofHours(random.nextInt(90)));
    }
}
