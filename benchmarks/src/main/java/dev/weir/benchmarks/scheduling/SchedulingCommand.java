package dev.weir.benchmarks.scheduling;

import dev.weir.benchmarks.Bar;
import dev.weir.benchmarks.Bench;
import dev.weir.model.Scheduler;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code weir bench scheduling}. */
@Command(
        name = "scheduling",
        description = {
            "Measures how long the slots of 1,000 servers take to build, by JMH, with the director's compiler; and how",
            "long one weight of mh takes to change in the kernel, from the plan until packets see it."
        })
public final class SchedulingCommand extends Bench {
    @Option(
            names = "--iterations",
            paramLabel = "N",
            description = "Seconds to warm up, and to measure, each table. Default: ${DEFAULT-VALUE}.")
    private int iterations = 5;

    @Option(
            names = "--changes",
            paramLabel = "N",
            description = "Changes in the kernel to measure. Default: ${DEFAULT-VALUE}.")
    private int changes = 100;

    @Override
    protected List<Bar> measure() {
        if (iterations < 1 || changes < 1) {
            throw wrong("--iterations and --changes must be 1 or more");
        }
        tell("tables, by JMH");
        List<SchedulingReport.Rebuild> rebuilds = RebuildBench.run(iterations);
        tell(changes + " changes in the kernel");
        SchedulingReport measured = new SchedulingReport(rebuilds, InstallBench.run(Scheduler.MH, changes));
        SchedulingReport report = isChecked() ? measured.withBars() : measured;
        print(report, () -> printTable(report));
        return measured.judged();
    }

    private void tell(String step) {
        err().println("weir bench: " + step);
        err().flush();
    }

    private void printTable(SchedulingReport report) {
        out().println("1,000 servers of weights 1 to 100");
        for (SchedulingReport.Rebuild rebuild : report.rebuilds()) {
            out().printf(
                            Locale.ROOT,
                            "%-34s %6.2f ms +- %.2f, %,d slots%n",
                            "table of " + rebuild.scheduler().toLowerCase(Locale.ROOT),
                            rebuild.millis(),
                            rebuild.errorMillis(),
                            rebuild.slots());
        }
        out().printf(
                        Locale.ROOT,
                        "%-34s median %.2f ms, worst %.2f ms%n",
                        "one weight of mh, in the kernel",
                        report.medianInstallMillis(),
                        report.worstInstallMillis());
        report.bars().forEach(bar -> out().println(bar.text()));
    }
}
