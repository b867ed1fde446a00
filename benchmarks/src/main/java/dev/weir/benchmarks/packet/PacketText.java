package dev.weir.benchmarks.packet;

import dev.weir.benchmarks.Bar;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Prints a {@link PacketReport} for people. */
final class PacketText {
    private static final String FLOOR = """
            floor: parse + one look-up in a hash, and for new flows a miss and an insert + a push of a constant header
                   (BPF_MAP_TYPE_HASH, preallocated, keys of 40 bytes, values of 24, as many entries, as much room)
            """;

    private final PrintWriter out;

    PacketText(PrintWriter out) {
        this.out = out;
    }

    void print(PacketReport report) {
        out.println(report.machine());
        out.printf(
                Locale.ROOT,
                "nanoseconds a packet, net of the empty program: medians of %d interleaved rounds of %,d packets%n",
                report.rounds(),
                report.packets());
        out.print(FLOOR);
        report.noise().forEach(group -> group(report, group));
        out.println();
        out.printf(
                Locale.ROOT,
                "kernel memory a connection, of 1,000,000 recorded: %.0f bytes%n",
                report.bytesPerConnection());
        live(report.live());
        bars(report.bars());
        out.flush();
    }

    private void group(PacketReport report, PacketReport.Noise group) {
        out.println();
        out.printf(Locale.ROOT, "%-33s %9s %9s %9s %9s%n", title(group), "net ns", "x floor", "x tunnel", "x IPv4");
        for (Measured.Row row : report.figures()) {
            if (row.phase().equals(group.phase()) && row.flows() == group.flows()) {
                row(row);
            }
        }
        out.printf(Locale.ROOT, "  noise: tunnelling measured twice, %.2f x%n", group.ratio());
    }

    private static String title(PacketReport.Noise group) {
        String flows = group.flows() == 1 ? "1 flow" : String.format(Locale.ROOT, "%,d flows", group.flows());
        return group.phase() + ", " + flows;
    }

    private void row(Measured.Row row) {
        String program = row.program() + " " + row.family();
        if (row.program().startsWith(SubjectName.EMPTY)) {
            out.printf(Locale.ROOT, "  %-31s %9.1f%n", program + " (gross)", row.nanos());
            return;
        }
        out.printf(
                Locale.ROOT,
                "  %-31s %9.1f %9s %9s %9s%n",
                program,
                row.nanos(),
                text(row.toFloor()),
                text(row.toTunnelling()),
                text(row.toIpv4()));
    }

    private static String text(@Nullable Double ratio) {
        return ratio == null ? "-" : String.format(Locale.ROOT, "%.2f", ratio);
    }

    private void live(List<LiveRate> rates) {
        if (rates.isEmpty()) {
            return;
        }
        out.println();
        out.printf("%-33s %12s %12s%n", "live frames over veth, one CPU", "packets/s", "arrived/s");
        for (LiveRate rate : rates) {
            out.printf(
                    Locale.ROOT,
                    "  %-31s %,12.0f %,12.0f%n",
                    rate.program(),
                    rate.packetsPerSecond(),
                    rate.arrivedPerSecond());
        }
    }

    private void bars(List<Bar> bars) {
        if (!bars.isEmpty()) {
            out.println();
            bars.forEach(bar -> out.println(bar.text()));
        }
    }
}
