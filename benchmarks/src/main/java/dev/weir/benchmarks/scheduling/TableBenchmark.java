package dev.weir.benchmarks.scheduling;

import dev.weir.model.RealServer;
import dev.weir.model.Scheduler;
import dev.weir.scheduling.SlotScheduler;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Builds the table of a {@link LargePool} anew, again and again. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class TableBenchmark {
    private static final byte[] SECRET = new byte[16];

    /** JMH sets it. */
    @Param({"MH", "WRR", "SH"})
    public Scheduler scheduler = Scheduler.MH;

    private List<RealServer> servers = List.of();
    private SlotScheduler tables = SlotScheduler.of(scheduler, SECRET);

    /** Before the measurement. */
    @Setup
    public void prepare() {
        servers = LargePool.servers();
        tables = SlotScheduler.of(scheduler, SECRET);
    }

    /** What is measured; JMH sees to it that the table is made, though nobody uses it. */
    @Benchmark
    public int[] rebuild() {
        return tables.slots(servers);
    }
}
