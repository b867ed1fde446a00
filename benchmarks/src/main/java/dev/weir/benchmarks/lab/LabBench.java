package dev.weir.benchmarks.lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleBiFunction;

/** Every workload by every way, in turn, round after round; medians, and ratios within a round. */
final class LabBench {
    private final int rounds;
    private final ToDoubleBiFunction<Workload, Way> load;
    private final Consumer<String> progress;
    private final Map<Workload, Map<Way, List<Double>>> rates = new EnumMap<>(Workload.class);

    /** @param load puts one workload on one way, and returns the rate */
    LabBench(int rounds, ToDoubleBiFunction<Workload, Way> load, Consumer<String> progress) {
        this.rounds = rounds;
        this.load = load;
        this.progress = progress;
    }

    LabReport run() {
        for (int round = 1; round <= rounds; round++) {
            for (Workload workload : Workload.values()) {
                progress.accept("round %d of %d: %s".formatted(round, rounds, workload.title()));
                List<Way> ways = new ArrayList<>(List.of(Way.values()));
                // None is always the first after another load.
                Collections.rotate(ways, round);
                ways.forEach(way -> measure(workload, way));
            }
        }
        return new LabReport(rounds, figures());
    }

    private void measure(Workload workload, Way way) {
        double rate = load.applyAsDouble(workload, way);
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
