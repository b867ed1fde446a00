package dev.weir.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.model.RealServer;
import dev.weir.model.Scheduler;
import dev.weir.model.ServerRole;
import java.util.Arrays;
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
        assertThat(slots(Scheduler.DH)).isEqualTo(slots(Scheduler.SH));
        assertThat(slots(Scheduler.MH)).hasSize(2039);
        assertThat(slots(Scheduler.TWOS)).isEqualTo(slots(Scheduler.WRR));
        assertThat(slots(Scheduler.LEAST_LATENCY)).isEqualTo(slots(Scheduler.WRR));
    }

    @ParameterizedTest
    @EnumSource(names = {"LC", "WLC", "SED", "NQ", "LBLC", "LBLCR"})
    void schedulersThatWeighAllServersFindThemInTheOrderOfTheirEndpoints(Scheduler scheduler) {
        List<RealServer> unordered = Pools.weighing(3, 1, 0, 2).reversed();

        assertThat(slots(scheduler, unordered)).containsExactly(3, 2, 0);
    }

    @ParameterizedTest
    @EnumSource(names = {"FO", "OVF"})
    void heaviestServerIsFirstAndOfEqualOnesTheFirstEndpoint(Scheduler scheduler) {
        List<RealServer> unordered = Pools.weighing(1, 5, 0, 5, 1).reversed();

        assertThat(slots(scheduler, unordered)).containsExactly(3, 1, 4, 0);
    }

    /** Its weight decides, not how much of it counts while it starts slowly. */
    @Test
    void serverThatStartsSlowlyKeepsItsPlaceInFailover() {
        List<RealServer> starting = List.of(pool.get(0).withRamp(1), pool.get(2));

        assertThat(slots(Scheduler.FO, starting)).containsExactly(0, 1);
    }

    @ParameterizedTest
    @EnumSource
    void onlyRegularServersThatAreNotQuiescedHaveSlots(Scheduler scheduler) {
        List<RealServer> mixed = Pools.weighing(1, 0, 2, 3, 4);
        mixed = List.of(
                mixed.get(0),
                mixed.get(1),
                mixed.get(2).withRole(ServerRole.OVERFLOW),
                mixed.get(3).withRole(ServerRole.SORRY),
                mixed.get(4));

        assertThat(Arrays.stream(slots(scheduler, mixed)).distinct().sorted()).containsExactly(0, 4);
    }

    @ParameterizedTest
    @EnumSource
    void serversThatAllStartAtTheSamePaceHaveTheSlotsOfFullOnes(Scheduler scheduler) {
        List<RealServer> starting =
                pool.stream().map(server -> server.withRamp(7)).toList();

        assertThat(slots(scheduler, starting)).isEqualTo(slots(scheduler));
    }

    @ParameterizedTest
    @EnumSource
    void emptyPoolHasNoSlots(Scheduler scheduler) {
        assertThat(SlotScheduler.of(scheduler, Pools.SECRET).slots(List.of())).isEmpty();
    }

    private int[] slots(Scheduler scheduler) {
        return slots(scheduler, pool);
    }

    private static int[] slots(Scheduler scheduler, List<RealServer> servers) {
        return SlotScheduler.of(scheduler, Pools.SECRET).slots(servers);
    }
}
