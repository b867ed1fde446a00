package dev.weir.lab.command;

import dev.weir.lab.trial.TrialRow;
import dev.weir.lab.verify.KillOutcome;
import dev.weir.lab.verify.Report;
import dev.weir.lab.verify.Row;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A report of {@code weir lab verify}, for people. */
final class ReportText {
    private ReportText() {}

    static void print(PrintWriter out, Report report) {
        if (!report.rows().isEmpty()) {
            printRows(out, report.rows());
            out.println();
        }
        printTrials(out, report.trials());
        KillOutcome kill = report.kill();
        if (kill != null) {
            printKill(out, kill);
        }
        out.println();
        out.println(report.holds() ? "All holds." : report.faults().size() + " faults.");
    }

    static void printRows(PrintWriter out, List<Row> rows) {
        TextTable table = new TextTable(
                "SERVICE", "APPLICATION", "REQUESTS", "FAILURES", "SERVERS", "CLIENT SEEN", "REPLIES", "VERDICT");
        for (Row row : rows) {
            table.row(
                    row.service(),
                    row.application(),
                    Integer.toString(row.requests()),
                    Integer.toString(row.failures()),
                    counts(row.requestsByServer()),
                    String.join(" ", row.requestsByClient().keySet()),
                    way(row),
                    row.holds() ? "holds" : "FAILS");
        }
        table.print(out);
    }

    private static void printTrials(PrintWriter out, List<TrialRow> trials) {
        if (trials.isEmpty()) {
            return;
        }
        TextTable table = new TextTable("FEATURE", "REQUESTS", "REFUSED", "SERVERS", "JUDGED BY", "VERDICT");
        for (TrialRow trial : trials) {
            table.row(
                    trial.feature(),
                    Integer.toString(trial.requests()),
                    Integer.toString(trial.refused()),
                    counts(trial.requestsByServer()),
                    String.join("; ", trial.judgements()),
                    verdict(trial));
        }
        table.print(out);
        out.println(TrialRow.TESTS);
    }

    private static String verdict(TrialRow trial) {
        if (trial.skipped() != null) {
            return "skipped: " + trial.skipped();
        }
        return trial.holds() ? "holds" : "FAILS";
    }

    private static String counts(Map<String, Integer> requests) {
        return requests.entrySet().stream()
                .map(entry -> entry.getKey() + ":" + entry.getValue())
                .collect(Collectors.joining(" "));
    }

    private static String way(Row row) {
        boolean byDirector = row.replies().byDirector() > 0;
        boolean pastDirector = row.replies().pastDirector() > 0;
        if (byDirector && pastDirector) {
            return "both ways";
        }
        return byDirector ? "by the director" : pastDirector ? "past the director" : "none";
    }

    private static void printKill(PrintWriter out, KillOutcome kill) {
        out.printf("%nThe director was killed under load, and back after %.1f s.%n", kill.deadMillis() / 1000.0);
        out.printf("  requests     %d, of which %d failed%n", kill.requests(), kill.failures());
        kill.downloads()
                .forEach(download -> out.printf(
                        "  download     %s, %d bytes, %s%n",
                        download.service(), download.bytes(), download.right() ? "its SHA-256 is right" : "WRONG"));
        out.printf("  connections  counted %d before, %d after%n", kill.connectionsBefore(), kill.connectionsAfter());
    }
}
