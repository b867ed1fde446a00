package dev.weir.benchmarks.director;

import dev.weir.benchmarks.Bar;
import dev.weir.benchmarks.Bench;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;

/** {@code weir bench director}. */
@Command(
        name = "director",
        description = {
            "Measures the director's process with 1,000 services of 10 servers each: how soon they forward after a",
            "start, how long a change of one server takes, and what a million recorded connections take of its memory."
        })
public final class DirectorBenchCommand extends Bench {
    private static final double MEGABYTE = 1e6;

    @Override
    protected List<Bar> measure() {
        try (DirectorBench bench = new DirectorBench(this::tell)) {
            DirectorReport measured = bench.run();
            DirectorReport report = isChecked() ? measured.withBars() : measured;
            print(report, () -> printTable(report));
            return report.bars();
        }
    }

    private void tell(String step) {
        err().println("weir bench: " + step);
        err().flush();
    }

    private void printTable(DirectorReport report) {
        PrintWriter out = out();
        out.println("1,000 services x 10 servers");
        row("start until they forward", report.startMillis());
        row("change of one server, by the API", report.changeMillis());
        row("  of that, the director's own", report.applyMillis());
        out.printf(
                Locale.ROOT,
                "%-34s %.0f MB, %.0f MB of it pages of BPF maps%n",
                "resident with %,d connections".formatted(report.connections()),
                report.residentBytes() / MEGABYTE,
                (report.residentBytes() - report.ownBytes()) / MEGABYTE);
        report.bars().forEach(bar -> out.println(bar.text()));
    }

    private void row(String title, List<Double> millis) {
        out().printf(
                        Locale.ROOT,
                        "%-34s first %.0f ms, median %.0f ms, worst %.0f ms%n",
                        title,
                        millis.getFirst(),
                        DirectorReport.median(millis),
                        DirectorReport.worst(millis));
    }
}
