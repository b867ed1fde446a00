package dev.weir.benchmarks;

import dev.weir.benchmarks.director.DirectorBenchCommand;
import dev.weir.benchmarks.lab.LabBenchCommand;
import dev.weir.benchmarks.packet.ConnectionsCommand;
import dev.weir.benchmarks.packet.PacketCommand;
import dev.weir.benchmarks.scheduling.SchedulingCommand;
import dev.weir.benchmarks.simulate.SimulateBenchCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code weir bench}: the group of benches; it does nothing itself. */
@Command(
        name = "bench",
        description = "Measures Weir, and with --check judges whether it reaches what it must.",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        subcommands = {
            PacketCommand.class,
            ConnectionsCommand.class,
            SchedulingCommand.class,
            DirectorBenchCommand.class,
            LabBenchCommand.class,
            SimulateBenchCommand.class
        })
public final class BenchCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "say which bench");
        }
    }
}
