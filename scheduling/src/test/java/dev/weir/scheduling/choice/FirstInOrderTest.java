package dev.weir.scheduling.choice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.model.Scheduler;
import dev.weir.model.ServiceOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The slots name server 1, the heaviest, first. */
class FirstInOrderTest {
    private final Choice failover = Loads.choice(Scheduler.FO, ServiceOptions.DEFAULT, 1, 0, 2);
    private final Choice overflow = Loads.choice(Scheduler.OVF, ServiceOptions.DEFAULT, 1, 0, 2);

    @Test
    void failoverStaysAtTheHeaviestWhateverItsLoad() {
        assertThat(failover.choose(Arrival.ANY, List.of(Loads.of(2, 0, 0), Loads.of(3, 999, 0), Loads.of(1, 0, 0))))
                .hasValue(1);
    }

    @Test
    void failoverGoesToTheNextWhileTheHeaviestIsFull() {
        assertThat(failover.choose(Arrival.ANY, List.of(Loads.of(2, 0, 0), Loads.full(3), Loads.of(1, 0, 0))))
                .hasValue(0);
        assertThat(failover.choose(Arrival.ANY, List.of(Loads.full(2), Loads.full(3), Loads.full(1))))
                .isEmpty();
    }

    @Test
    void overflowGoesToTheNextWhenActiveConnectionsAreMoreThanTheWeight() {
        assertThat(overflow.choose(Arrival.ANY, List.of(Loads.of(2, 0, 0), Loads.of(3, 3, 99), Loads.of(1, 0, 0))))
                .hasValue(1);
        assertThat(overflow.choose(Arrival.ANY, List.of(Loads.of(2, 2, 0), Loads.of(3, 4, 0), Loads.of(1, 0, 0))))
                .hasValue(0);
        assertThat(overflow.choose(Arrival.ANY, List.of(Loads.of(2, 3, 0), Loads.of(3, 4, 0), Loads.of(1, 2, 0))))
                .isEmpty();
    }
}
