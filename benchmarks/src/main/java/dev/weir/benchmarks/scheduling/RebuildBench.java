package dev.weir.benchmarks.scheduling;

import dev.weir.benchmarks.scheduling.SchedulingReport.Rebuild;
import dev.weir.model.Scheduler;
import dev.weir.scheduling.SlotScheduler;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs {@link TableBenchmark} by JMH, in a JVM with the compiler and the collector that the director has. */
final class RebuildBench {
    private static final String[] AS_THE_DIRECTOR = {
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xmx96m",
        "-Xss512k",
        // What JMH itself asks of the JVM, which would be warned of.
        "--sun-misc-unsafe-memory-access=allow"
    };

    private RebuildBench() {}

    /** The rebuild of each scheduler's table. */
    static List<Rebuild> run(int iterations) {
        Options options = new OptionsBuilder()
                .include("^" + TableBenchmark.class.getName() + "\\.")
                .forks(1)
                .jvmArgs(AS_THE_DIRECTOR)
                .warmupIterations(iterations)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(iterations)
                .measurementTime(TimeValue.seconds(1))
                .verbosity(VerboseMode.SILENT)
                .build();
        try {
            return rebuilds(new Runner(options).run());
        } catch (RunnerException e) {
            throw new IllegalStateException("JMH can't run: " + e.getMessage(), e);
        }
    }

    private static List<Rebuild> rebuilds(Collection<RunResult> results) {
        return results.stream()
                .map(RebuildBench::rebuild)
                .sorted(Comparator.comparing(Rebuild::scheduler))
                .toList();
    }

    private static Rebuild rebuild(RunResult result) {
        Scheduler scheduler = Scheduler.valueOf(result.getParams().getParam("scheduler"));
        int slots = SlotScheduler.of(scheduler, new byte[16]).slots(LargePool.servers()).length;
        return new Rebuild(
                scheduler.name(),
                slots,
                result.getPrimaryResult().getScore(),
                result.getPrimaryResult().getScoreError());
    }
}
