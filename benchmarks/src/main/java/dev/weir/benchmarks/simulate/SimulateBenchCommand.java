package dev.weir.benchmarks.simulate;

import dev.weir.benchmarks.Bar;
import dev.weir.benchmarks.Bench;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;

/** {@code weir bench simulate}. */
@Command(
        name = "simulate",
        description = {
            "Measures 'weir simulate' between two files, with 1,000 weighted servers of which ten leave and 10,000,000",
            "flows, for each scheduler: the whole process, from its start to its last line."
        })
public final class SimulateBenchCommand extends Bench {

    @Override
    protected List<Bar> measure() {
        List<SimulateReport.Run> runs = new ArrayList<>();
        try (SimulateBench bench = new SimulateBench()) {
            for (Subject subject : Subject.all()) {
                err().println("weir bench: " + subject.name());
                err().flush();
                runs.add(bench.run(subject));
            }
        }
        SimulateReport measured = new SimulateReport(List.copyOf(runs), List.of());
        SimulateReport report = isChecked() ? measured.withBars() : measured;
        print(report, () -> printTable(report));
        return report.bars();
    }

    private void printTable(SimulateReport report) {
        out().println("1,000 servers x 10,000,000 flows");
        report.runs().forEach(run -> out().printf(Locale.ROOT, "%-24s %5.1f s%n", run.subject(), run.seconds()));
        report.bars().forEach(bar -> out().println(bar.text()));
    }
}
