package dev.weir.benchmarks.director;

import dev.weir.benchmarks.Bar;
import java.util.List;

/**
 * What {@code weir bench director} measured.
 *
 * @param startMillis of each start, from the process's beginning until the first and the last service forwarded
 * @param changeMillis of each change of one server, asked by the API, until the answer was there
 * @param applyMillis of each, what the director needed by its own account
 * @param connections how many were recorded when the memory was read
 * @param residentBytes all that was resident then, at the most
 * @param ownBytes the same without pages of BPF maps
 * @param bars what must be reached, judged; empty unless asked for
 */
record DirectorReport(
        List<Double> startMillis,
        List<Double> changeMillis,
        List<Double> applyMillis,
        long connections,
        long residentBytes,
        long ownBytes,
        List<Bar> bars) {
    private static final double START_MILLIS = 3_000;
    private static final double CHANGE_MILLIS = 100;
    private static final double OWN_MEGABYTES = 250;
    private static final double MEGABYTE = 1e6;

    DirectorReport withBars() {
        return new DirectorReport(
                startMillis, changeMillis, applyMillis, connections, residentBytes, ownBytes, judged());
    }

    /** Starts are judged by the slowest of them, changes by their median: it is the machine that makes outliers. */
    private List<Bar> judged() {
        return List.of(
                Bar.atMost("start with 1,000 services until they forward", worst(startMillis), START_MILLIS, "ms"),
                Bar.atMost("a change of one server in 1,000 x 10", median(changeMillis), CHANGE_MILLIS, "ms"),
                Bar.atMost("memory with a million connections", ownBytes / MEGABYTE, OWN_MEGABYTES, "MB"));
    }

    static double worst(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    }

    static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
