package dev.weir.benchmarks.lab;

import java.util.List;

/**
 * What {@code weir bench lab} measured.
 *
 * @param rounds how often everything was measured in turn
 * @param figures a figure for each workload and way
 */
public record LabReport(int rounds, List<Figure> figures) {
    /**
     * One workload by one way.
     *
     * @param workload {@code new connections}
     * @param way {@code Weir, NAT}
     * @param median of the rounds
     * @param unit of the median
     * @param ratio median of the rounds' ratios to plain routing in the same round
     */
    public record Figure(String workload, String way, double median, String unit, double ratio) {}
}
