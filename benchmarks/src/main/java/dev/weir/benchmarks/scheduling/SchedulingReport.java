package dev.weir.benchmarks.scheduling;

import dev.weir.benchmarks.Bar;
import java.util.List;

/**
 * What {@code weir bench scheduling} measured, with 1,000 servers of weights from 1 to 100.
 *
 * @param rebuilds the table of each scheduler
 * @param installMillis of each change of one weight of {@code mh}, sorted: build, write and put into force
 * @param bars what must be reached, judged; empty unless asked for
 */
record SchedulingReport(List<Rebuild> rebuilds, List<Double> installMillis, List<Bar> bars) {
    private static final double REBUILD_MILLIS = 10;
    private static final double INSTALL_MILLIS = 10;
    private static final String MAGLEV = "MH";

    /**
     * A table that was built again and again.
     *
     * @param millis on average
     * @param errorMillis half of the average's confidence interval of 99.9%
     */
    record Rebuild(String scheduler, int slots, double millis, double errorMillis) {}

    SchedulingReport(List<Rebuild> rebuilds, List<Double> installMillis) {
        this(rebuilds, installMillis.stream().sorted().toList(), List.of());
    }

    SchedulingReport withBars() {
        return new SchedulingReport(rebuilds, installMillis, judged());
    }

    double medianInstallMillis() {
        return installMillis.get(installMillis.size() / 2);
    }

    double worstInstallMillis() {
        return installMillis.getLast();
    }

    /** A change is judged by the median: it is the machine that makes outliers. */
    List<Bar> judged() {
        Rebuild maglev = rebuilds.stream()
                .filter(rebuild -> rebuild.scheduler().equals(MAGLEV))
                .findFirst()
                .orElseThrow();
        String size = "%,d slots of mh for 1,000 servers".formatted(maglev.slots());
        return List.of(
                Bar.atMost(size + " rebuilt", maglev.millis(), REBUILD_MILLIS, "ms"),
                Bar.atMost(size + " rebuilt and installed", medianInstallMillis(), INSTALL_MILLIS, "ms"));
    }
}
