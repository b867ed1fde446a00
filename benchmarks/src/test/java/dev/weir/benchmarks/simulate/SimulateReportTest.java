package dev.weir.benchmarks.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.benchmarks.Bar;
import dev.weir.model.Scheduler;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SimulateReportTest {
    @Test
    void aRunOfMoreThanTenSecondsIsNamed() {
        SimulateReport report = new SimulateReport(
                List.of(new SimulateReport.Run("wlc", 9.9), new SimulateReport.Run("mh", 10.4)), List.of());

        assertThat(report.withBars().bars().stream().filter(bar -> !bar.isMet()).map(Bar::text))
                .containsExactly("MISSED  1,000 servers x 10,000,000 flows, mh: 10 s, at most 10");
    }

    @Test
    void everySchedulerIsMeasured() {
        assertThat(Subject.all().stream().map(Subject::scheduler).distinct())
                .containsExactlyInAnyOrderElementsOf(Stream.of(Scheduler.values())
                        .map(scheduler ->
                                scheduler.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .toList());
    }
}
