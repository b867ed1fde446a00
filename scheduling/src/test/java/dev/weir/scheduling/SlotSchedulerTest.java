package dev.weir.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.model.RealServer;
import dev.weir.model.Scheduler;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SlotSchedulerTest {
    private final List<RealServer> pool = Pools.weighing(2, 0, 1);

    @Test
    void eachSchedulerHasItsTable() {
        assertThat(slots(Scheduler.RR)).containsExactly(0, 2);
        assertThat(slots(Scheduler.WRR)).containsExactly(0, 2, 0);
        assertThat(slots(Scheduler.SH)).hasSize(258).startsWith(0, 0, 2);
        assertThat(slots(Scheduler.MH)).hasSize(509);
    }

    /** So that a weight may come and go without a new table. */
    @ParameterizedTest
    @EnumSource(names = {"LC", "WLC"})
    void tableOfLeastConnectionListsAllServersQuiescedOnesToo(Scheduler scheduler) {
        assertThat(slots(scheduler)).containsExactly(0, 1, 2);
    }

    @ParameterizedTest
    @EnumSource
    void emptyPoolHasNoSlots(Scheduler scheduler) {
        assertThat(SlotScheduler.of(scheduler, Pools.SECRET).slots(List.of())).isEmpty();
    }

    private int[] slots(Scheduler scheduler) {
        return SlotScheduler.of(scheduler, Pools.SECRET).slots(pool);
    }
}
