package dev.weir.lab.command;

import dev.weir.lab.Lab;
import dev.weir.lab.verify.Row;
import dev.weir.lab.verify.Verification;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code weir lab}: builds the cluster, sends it some traffic, and leaves it running. */
@Command(
        name = "lab",
        description = "A whole cluster on this machine, in network namespaces: builds it, sends traffic, leaves it"
                + " running.",
        subcommands = {LabDownCommand.class, LabExecCommand.class, LabStatusCommand.class, LabVerifyCommand.class})
public final class LabCommand extends RootCommand {
    private static final int REQUESTS = 9;

    @Override
    int run() {
        Lab lab = new Lab(this::progress);
        lab.up();
        List<Row> rows = new Verification(REQUESTS, _ -> true, this::progress).sample();
        ReportText.printRows(out(), rows);
        printHints(out());
        return rows.stream().allMatch(Row::holds) ? OK : FAILED;
    }

    private static void printHints(PrintWriter out) {
        out.print("""

                It is running. Try:
                  ./weir lab exec client curl -s http://192.0.2.101/who
                  ./weir lab exec client dig @2001:db8:a::101 server.weir.test TXT +short
                  ./weir lab exec director1 ./weir servers --run-dir /run/weir-lab/director1/run
                  ./weir lab exec router tcpdump -nni lan
                  ./weir lab verify --kill
                Change /run/weir-lab/director1/cluster.yaml and see it applied; './weir lab status' tells more.
                './weir lab down' takes all of it away.
                """);
    }
}
