package dev.weir.benchmarks.lab;

import dev.weir.lab.network.KernelPeer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Every workload by every way, in turn, round after round; medians, and ratios within a round. */
final class LabBench {
    private final int rounds;
    private final int seconds;
    private final Consumer<String> progress;
    private final Map<Workload, Map<Way, List<Double>>> rates = new EnumMap<>(Workload.class);

    /** @param seconds how long each load lasts, but for the bulk stream */
    LabBench(int rounds, int seconds, Consumer<String> progress) {
        this.rounds = rounds;
        this.seconds = seconds;
        this.progress = progress;
    }

    LabReport run() {
        for (int round = 1; round <= rounds; round++) {
            for (Workload workload : Workload.values()) {
                progress.accept("round %d of %d: %s".formatted(round, rounds, workload.title()));
                for (Way way : Way.values()) {
                    measure(workload, way);
                }
            }
        }
        return new LabReport(rounds, figures());
    }

    private void measure(Workload workload, Way way) {
        KernelPeer.sendRepliesBy(way.director());
        double rate = workload.run(way.address(), seconds);
        rates.computeIfAbsent(workload, _ -> new EnumMap<>(Way.class))
                .computeIfAbsent(way, _ -> new ArrayList<>())
                .add(rate);
    }

    private List<LabReport.Figure> figures() {
        List<LabReport.Figure> figures = new ArrayList<>();
        rates.forEach((workload, ways) -> ways.forEach((way, rates) -> figures.add(new LabReport.Figure(
                workload.title(),
                way.title(),
                median(rates),
                workload.unit(),
                median(ratios(rates, ways.getOrDefault(Way.PLAIN_ROUTING, rates)))))));
        return figures;
    }

    private static List<Double> ratios(List<Double> rates, List<Double> plain) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < rates.size(); i++) {
            ratios.add(rates.get(i) / plain.get(i));
        }
        return ratios;
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
