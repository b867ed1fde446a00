package dev.weir.benchmarks.packet;

import dev.weir.benchmarks.Bar;
import dev.weir.benchmarks.Bench;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code weir bench packet}. */
@Command(
        name = "packet",
        description = {
            "Measures what a packet costs in the packet path, in nanoseconds, beside floor programs in the same run.",
            "Every program is run by BPF_PROG_TEST_RUN inside the same wrapper, all of them in turn; figures are net of"
                    + " the empty program, and ratios are medians over the rounds."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  weir bench packet --check                       all, and whether it is fast enough; minutes",
            "  weir bench packet --quick                       a first look; seconds",
            "  weir bench packet --quick --against OLD.bpf.o   this build beside another, in the same run"
        })
public final class PacketCommand extends Bench {
    private static final int QUICK_ROUNDS = 7;

    @Option(names = "--rounds", paramLabel = "N", description = "Runs of each program. Default: ${DEFAULT-VALUE}.")
    private int rounds = 41;

    @Option(names = "--packets", paramLabel = "N", description = "Packets in each run. Default: ${DEFAULT-VALUE}.")
    private int packets = 100_000;

    @Option(
            names = "--flows",
            paramLabel = "N",
            split = ",",
            description = "Numbers of recorded flows to measure with. Default: ${DEFAULT-VALUE}.")
    private List<Integer> flows = List.of(1, 10_000, 100_000, 1_000_000);

    @Option(names = "--quick", description = "Few rounds, with 1 and 100,000 recorded flows only.")
    private boolean quick;

    @Option(names = "--live", description = "Also packets a second over veth, with live frames.")
    private boolean live;

    @Option(
            names = "--against",
            paramLabel = "FILE",
            description = "Also measure the packet path of another build: its benchmarks/target/classes/dev/weir/"
                    + "benchmarks/weir.bpf.o.")
    private @Nullable Path against;

    @Override
    protected List<Bar> measure() {
        checkOptions();
        Progress progress = new Progress(err());
        PacketBench bench = new PacketBench(
                quick ? QUICK_ROUNDS : rounds,
                packets,
                quick ? PacketBars.JUDGED_FLOWS : flows,
                against == null ? List.of() : List.of(ObjectFile.at(against)));
        List<Measured> measured = bench.run(progress);
        double bytesPerConnection = ConnectionMemory.measure().bytesPerConnection();
        List<LiveRate> rates = live ? LiveBench.measure(progress) : List.of();
        List<Bar> bars = PacketBars.judge(measured, bytesPerConnection);
        PacketReport report =
                PacketReport.of(bench, measured, rates, bytesPerConnection, isChecked() ? bars : List.of());
        print(report, () -> new PacketText(out()).print(report));
        return bars;
    }

    private void checkOptions() {
        if (rounds < 1 || packets < 1 || packets > PacketPath.CAPACITY) {
            throw wrong("--rounds must be 1 or more, and --packets from 1 to " + PacketPath.CAPACITY);
        }
        if (flows.stream().anyMatch(number -> number < 1 || number > PacketPath.CAPACITY)) {
            throw wrong("--flows must be numbers from 1 to " + PacketPath.CAPACITY);
        }
        if (isChecked() && !quick && !flows.containsAll(PacketBars.JUDGED_FLOWS)) {
            throw wrong("--check judges 1 and 100000 flows: name both with --flows, or leave it out");
        }
    }
}
