package dev.weir.scheduling.choice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.model.Scheduler;
import dev.weir.model.ServiceOptions;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ByTurnTest {
    private final Choice choice = Loads.choice(Scheduler.WRR, ServiceOptions.DEFAULT, 0, 1, 0, 2);

    private int[] turns(int count, List<Load> loads) {
        return IntStream.range(0, count)
                .map(_ -> choice.choose(Arrival.ANY, loads).orElseThrow())
                .toArray();
    }

    @Test
    void slotsAreTakenInTurnRoundAndRound() {
        assertThat(turns(6, Loads.idle(3))).containsExactly(0, 1, 0, 2, 0, 1);
    }

    @Test
    void fullServerIsPassedByAndTheTurnGoesOn() {
        List<Load> loads = Loads.withFull(Loads.idle(3), 0);

        assertThat(turns(4, loads)).containsExactly(1, 1, 2, 2);
        assertThat(turns(4, Loads.idle(3))).containsExactly(0, 1, 0, 2);
    }

    @Test
    void nobodyIsChosenWhileAllAreFull() {
        assertThat(choice.choose(Arrival.ANY, Loads.withFull(Loads.idle(3), 0, 1, 2)))
                .isEmpty();
        assertThat(Loads.choice(Scheduler.RR, 0).choose(Arrival.ANY, List.of())).isEmpty();
    }
}
