package dev.weir.benchmarks.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabBenchTest {
    private static final int ROUNDS = 5;

    private final List<Way> bulkLoads = new ArrayList<>();

    /** A machine that is three times as fast in one round as in another, and halves what goes by Weir's NAT. */
    private double load(Workload workload, Way way) {
        int round = bulkLoads.size() / Way.values().length;
        if (workload == Workload.BULK) {
            bulkLoads.add(way);
        }
        double speed = round % 2 == 0 ? 300 : 100;
        return way == Way.WEIR_NAT ? speed / 2 : speed;
    }

    @Test
    void ratioIsTakenWithinARoundSoThatAMachineOfChangingSpeedDoesNotShow() {
        LabReport.Figure nat = figure("one bulk stream", "Weir, NAT");

        assertThat(nat.ratio()).isEqualTo(0.5, within(1e-9));
        assertThat(nat.median()).isEqualTo(150, within(1e-9));
    }

    @Test
    void everyWayIsOnceTheFirst() {
        run();

        HashSet<Way> first = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            first.add(bulkLoads.get(round * Way.values().length));
        }
        assertThat(first).containsExactlyInAnyOrder(Way.values());
    }

    private LabReport.Figure figure(String workload, String way) {
        return run().figures().stream()
                .filter(figure ->
                        figure.workload().equals(workload) && figure.way().equals(way))
                .findFirst()
                .orElseThrow();
    }

    private LabReport run() {
        return new LabBench(ROUNDS, this::load, _ -> {}).run();
    }
}
