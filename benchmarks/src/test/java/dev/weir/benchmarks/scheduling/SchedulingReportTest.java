package dev.weir.benchmarks.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.benchmarks.Bar;
import dev.weir.benchmarks.scheduling.SchedulingReport.Rebuild;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchedulingReportTest {
    private static final Rebuild QUICK = new Rebuild("MH", 65_537, 5, 1);
    private static final Rebuild SLOW = new Rebuild("MH", 65_537, 11, 1);

    @Test
    void whatIsQuickMissesNothing() {
        assertThat(missed(QUICK, List.of(30.0, 7.0, 8.0))).isEmpty();
    }

    @Test
    void slowRebuildIsNamed() {
        assertThat(missed(SLOW, List.of(7.0)))
                .containsExactly("MISSED  65,537 slots of mh for 1,000 servers rebuilt: 11 ms, at most 10");
    }

    @Test
    void slowChangeIsNamedByItsMedian() {
        assertThat(missed(QUICK, List.of(7.0, 30.0, 20.0)))
                .containsExactly(
                        "MISSED  65,537 slots of mh for 1,000 servers rebuilt and installed: 20 ms, at most 10");
    }

    /** Tables of other schedulers are measured, not judged. */
    @Test
    void onlyMaglevIsJudged() {
        Rebuild ring = new Rebuild("WRR", 50_000, 99, 1);
        SchedulingReport report = new SchedulingReport(List.of(QUICK, ring), List.of(7.0));

        assertThat(report.withBars().bars()).hasSize(2).allMatch(Bar::isMet);
    }

    private static List<String> missed(Rebuild maglev, List<Double> installMillis) {
        return new SchedulingReport(List.of(maglev), installMillis)
                .withBars().bars().stream()
                        .filter(bar -> !bar.isMet())
                        .map(Bar::text)
                        .toList();
    }
}
