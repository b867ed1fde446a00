package dev.weir.benchmarks.simulate;

import dev.weir.benchmarks.Bar;
import java.util.List;

/**
 * What {@code weir bench simulate} measured.
 *
 * @param runs each subject with its time
 * @param bars what must be reached, judged; empty unless asked for
 */
record SimulateReport(List<Run> runs, List<Bar> bars) {
    private static final double MOST_SECONDS = 10;

    /**
     * One run of the command.
     *
     * @param subject its name
     * @param seconds from the process's beginning to its end
     */
    record Run(String subject, double seconds) {}

    SimulateReport withBars() {
        return new SimulateReport(
                runs,
                runs.stream()
                        .map(run -> Bar.atMost(
                                "1,000 servers x 10,000,000 flows, " + run.subject(), run.seconds(), MOST_SECONDS, "s"))
                        .toList());
    }
}
