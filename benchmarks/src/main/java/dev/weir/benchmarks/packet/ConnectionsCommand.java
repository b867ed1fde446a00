package dev.weir.benchmarks.packet;

import dev.weir.benchmarks.Bar;
import dev.weir.benchmarks.Bench;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;

/** {@code weir bench connections}. */
@Command(
        name = "connections",
        description = {
            "Opens and closes a million connections through NAT and counts what is left of them; then sends three times"
                    + " as many connections as a table holds, while no director runs.",
            "Every connection is whole: SYN, the server's answer, ACK, the client's FIN, the server's."
        },
        footerHeading = "%nExamples:%n",
        footer = "  weir bench connections --check    both, and whether nothing is left, none refused")
public final class ConnectionsCommand extends Bench {

    /**
     * What was found.
     *
     * @param connections how many were opened and closed
     * @param left how many of them the servers' counts and the table still have after their timeouts
     * @param tableCapacity how many the small table holds
     * @param overflowing how many were sent to it
     * @param rate how many a second, while no director ran
     * @param refused how many of them were refused
     * @param seconds how long that took
     */
    record Report(
            int connections, long left, int tableCapacity, int overflowing, int rate, int refused, double seconds) {}

    @Override
    protected List<Bar> measure() {
        long left = ConnectionLives.left();
        double seconds = ConnectionLives.overflow().toMillis() / 1e3;
        Report report = new Report(
                ConnectionLives.COUNTED,
                left,
                ConnectionLives.SMALL_CAPACITY,
                ConnectionLives.FILLINGS * ConnectionLives.SMALL_CAPACITY,
                (int) Math.round(ConnectionLives.FILLINGS * ConnectionLives.SMALL_CAPACITY / seconds),
                0, // a refusal ends the bench with an error
                seconds);
        print(report, () -> print(report));
        return List.of(Bar.atMost("connections left after their timeouts", (double) left, 0, "connections"));
    }

    private void print(Report report) {
        out().printf(
                        Locale.ROOT,
                        "%,d connections opened and closed in NAT, timeouts passed: %,d left%n",
                        report.connections(),
                        report.left());
        out().printf(
                        Locale.ROOT,
                        "%,d connections to a table of %,d, %,d a second, no director running: %d refused in %.1f s%n",
                        report.overflowing(),
                        report.tableCapacity(),
                        report.rate(),
                        report.refused(),
                        report.seconds());
    }
}
