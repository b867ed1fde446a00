package dev.weir.lab.command;

import dev.weir.api.Json;
import dev.weir.lab.Lab;
import dev.weir.lab.verify.Report;
import dev.weir.lab.verify.Verification;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code weir lab verify}: judges the running cluster, strictly. */
@Command(
        name = "verify",
        description =
                "Sends requests to every service, by each forwarding method, tries each scheduler and feature, and"
                        + " judges what comes of it; the exit status is 0 only if all holds.")
final class LabVerifyCommand extends RootCommand {
    private enum Output {
        TABLE,
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(names = "--kill", description = "Kills the director under load as well, and starts it again after 5 s.")
    private boolean kill;

    @Option(
            names = "--requests",
            paramLabel = "N",
            description = "Requests to each service; ${DEFAULT-VALUE} unless given.")
    private int requests = 120;

    @Option(
            names = "--only",
            paramLabel = "WORDS",
            defaultValue = "",
            description = "Only the rows whose name holds these words: nat-ipv4, scheduler, 'persistence'.")
    private String only = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "table or json; ${DEFAULT-VALUE} unless given.")
    private Output output = Output.TABLE;

    @Override
    int run() {
        if (requests < 1) {
            return fail("--requests must be 1 or more");
        }
        Lab lab = new Lab(this::progress);
        if (!lab.director().isRunning()) {
            return fail("no director runs in the lab; 'weir lab' builds it");
        }
        Verification verification = new Verification(requests, name -> name.contains(only), this::progress);
        if (verification.rows() == 0) {
            return fail("no row's name holds '" + only + "'; without --only all are shown");
        }
        Report report = kill ? verification.runAndKill(lab.director()) : verification.run(lab.director());
        switch (output) {
            case JSON -> out().println(Json.pretty(report));
            case TABLE -> ReportText.print(out(), report);
        }
        report.faults().forEach(this::progress);
        return report.holds() ? OK : FAILED;
    }
}
