package dev.weir.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.model.Scheduler;
import dev.weir.model.VirtualService;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FlowSourceTest {
    private static final VirtualService SERVICE = Services.equal(Scheduler.RR, 1);

    @Test
    void everyClientComesAboutAsOften() {
        FlowSource source = new FlowSource(SERVICE, new Workload(1, 100, 0, 7));
        Map<Long, Integer> timesOf = new HashMap<>();
        Flow flow = new Flow();
        for (int i = 0; i < 100_000; i++) {
            source.next(flow);
            timesOf.merge(flow.clientLow, 1, Integer::sum);
        }

        assertThat(timesOf).hasSize(100);
        assertThat(timesOf.values()).allSatisfy(times -> assertThat(times).isBetween(850, 1_150));
    }

    @Test
    void eachClientHasAnAddressOfItsOwnAndEachSeedOtherFlows() {
        Set<Long> addresses = new HashSet<>();
        Flow first = new Flow();
        Flow second = new Flow();
        FlowSource source = new FlowSource(SERVICE, new Workload(1, 10_000_000, 0, 1));
        FlowSource other = new FlowSource(SERVICE, new Workload(1, 10_000_000, 0, 2));
        int same = 0;
        for (int i = 0; i < 1_000; i++) {
            source.next(first);
            other.next(second);
            addresses.add(first.clientLow);
            same += first.clientLow == second.clientLow ? 1 : 0;
            assertThat(first.clientLow >>> 32).isEqualTo(0xffff);
            assertThat(first.clientPort).isBetween(1_024, 65_535);
        }

        assertThat(addresses).hasSizeGreaterThan(990);
        assertThat(same).isLessThan(10);
    }
}
