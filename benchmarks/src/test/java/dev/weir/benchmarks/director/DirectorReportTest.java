package dev.weir.benchmarks.director;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.benchmarks.Bar;
import java.util.List;
import org.junit.jupiter.api.Test;

class DirectorReportTest {
    private static final List<Double> QUICK_STARTS = List.of(1_000.0, 1_100.0, 1_200.0);
    private static final List<Double> QUICK_CHANGES = List.of(90.0, 40.0, 300.0);

    @Test
    void whatIsQuickAndSmallMissesNothing() {
        assertThat(missed(QUICK_STARTS, QUICK_CHANGES, 200_000_000)).isEmpty();
    }

    @Test
    void oneSlowStartIsTooMany() {
        assertThat(missed(List.of(1_000.0, 3_100.0, 1_000.0), QUICK_CHANGES, 200_000_000))
                .containsExactly("MISSED  start with 1,000 services until they forward: 3,100 ms, at most 3,000");
    }

    @Test
    void slowChangesAndMuchMemoryAreNamed() {
        assertThat(missed(QUICK_STARTS, List.of(90.0, 140.0, 300.0), 300_000_000))
                .containsExactly(
                        "MISSED  a change of one server in 1,000 x 10: 140 ms, at most 100",
                        "MISSED  memory with a million connections: 300 MB, at most 250");
    }

    private static List<String> missed(List<Double> starts, List<Double> changes, long ownBytes) {
        return new DirectorReport(starts, changes, changes, 1_000_000, 2 * ownBytes, ownBytes, List.of())
                .withBars().bars().stream()
                        .filter(bar -> !bar.isMet())
                        .map(Bar::text)
                        .toList();
    }
}
