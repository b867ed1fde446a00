package dev.weir.benchmarks.lab;

import dev.weir.benchmarks.Bar;
import dev.weir.benchmarks.Bench;
import dev.weir.lab.Application;
import dev.weir.lab.Lab;
import dev.weir.lab.network.Host;
import dev.weir.lab.network.KernelPeer;
import dev.weir.model.ForwardingMethod;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code weir bench lab}: real programs through the cluster, as ratios to plain routing. */
@Command(
        name = "lab",
        description = {
            "Loads the lab's cluster by wrk and curl: by each forwarding method, by the kernel's own balancer",
            "(nftables DNAT) and by plain routing, in turn. Builds the lab, and takes it away."
        })
public final class LabBenchCommand extends Bench {
    private static final int LEAST_ROUNDS = 5;

    /** End to end, on few cores, less than this is noise. */
    private static final double NOISE = 0.15;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5", description = "Rounds, 5 or more. Default: 5.")
    private int rounds = LEAST_ROUNDS;

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "2", description = "Length of a load. Default: 2.")
    private int seconds = 2;

    @Override
    protected List<Bar> measure() {
        if (rounds < LEAST_ROUNDS || seconds < 1) {
            throw wrong("--rounds is 5 or more, --seconds 1 or more");
        }
        Lab lab = new Lab(this::tell);
        lab.up();
        try {
            KernelPeer.install(Application.WEB_TCP.port(), Application.WEB_TCP.serverPort(ForwardingMethod.NAT));
            LabReport report = new LabBench(rounds, this::load, this::tell).run();
            print(report, () -> printTable(report));
            return bars(report);
        } finally {
            KernelPeer.sendRepliesBy(Host.DIRECTOR1);
            lab.down();
        }
    }

    private double load(Workload workload, Way way) {
        KernelPeer.sendRepliesBy(way.director());
        return workload.run(way.address(), seconds);
    }

    private void tell(String step) {
        err().println("weir bench: " + step);
        err().flush();
    }

    private void printTable(LabReport report) {
        out().printf("%-20s %-21s %12s %-10s %8s%n", "WORKLOAD", "WAY", "MEDIAN", "", "TO PLAIN");
        for (LabReport.Figure figure : report.figures()) {
            out().printf(
                            "%-20s %-21s %,12.0f %-10s %8.2f%n",
                            figure.workload(), figure.way(), figure.median(), figure.unit(), figure.ratio());
        }
    }

    /** Weir is no slower than the kernel's own balancer, but for noise. */
    private static List<Bar> bars(LabReport report) {
        return report.figures().stream()
                .filter(figure -> figure.way().startsWith("Weir") && isComparable(figure))
                .map(figure -> Bar.atLeast(
                        figure.workload() + ", " + figure.way(),
                        figure.ratio(),
                        peer(report, figure.workload()) * (1 - NOISE),
                        "x plain routing"))
                .toList();
    }

    /**
     * Not so the long answers that pass a director in NAT: veth hands the kernel 64 KB at once, which no wire
     * carries, and an XDP program packet by packet, as a wire does. They are measured, but not judged.
     */
    private static boolean isComparable(LabReport.Figure figure) {
        boolean longAnswers = figure.workload().equals(Workload.DOWNLOADS.title())
                || figure.workload().equals(Workload.BULK.title());
        return !longAnswers || !figure.way().equals(Way.WEIR_NAT.title());
    }

    private static double peer(LabReport report, String workload) {
        return report.figures().stream()
                .filter(figure -> figure.workload().equals(workload))
                .filter(figure -> figure.way().equals(Way.NFTABLES_DNAT.title()))
                .mapToDouble(LabReport.Figure::ratio)
                .findFirst()
                .orElseThrow();
    }
}
