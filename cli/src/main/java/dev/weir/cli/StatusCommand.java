package dev.weir.cli;

import dev.weir.api.DirectorApi;
import dev.weir.api.Status;
import dev.weir.api.Status.ConnectionTable;
import dev.weir.api.Status.SetWeight;
import dev.weir.api.Status.Trouble;
import dev.weir.api.Status.UnresolvedServer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** Tells how the director fares. */
@Command(
        name = "status",
        description = "Tells how the director fares, what is wrong, and the mend.",
        footer = {"  weir status                 in words", "  weir status -o json | jq -e '.troubles == []'"})
final class StatusCommand extends DirectorCommand {
    StatusCommand(Function<Path, DirectorApi> directors) {
        super(directors);
    }

    @Override
    int ask(DirectorApi director) {
        Status status = director.status();
        switch (output()) {
            case JSON -> printJson(status);
            case TABLE -> printWords(status);
        }
        return ExitCode.OK;
    }

    private void printWords(Status status) {
        print(
                "director",
                "weir " + status.version() + ", process " + status.processId() + ", since "
                        + second(status.startedAt()));
        print("file", status.file());
        print("revision", revision(status));
        print("services", status.services() + " with " + status.servers() + " servers");
        print("connections", fill(status.connections()));
        print(
                "interfaces",
                status.interfaces().stream().map(StatusCommand::words).collect(Collectors.joining("\n")));
        print("addresses", status.addedAddresses());
        print("data plane", pairs(status.planeFacts()));
        status.setWeights().forEach(set -> print("weight set", words(set)));
        print("dropped", counts(status.drops()));
        print("noted", counts(status.notes()));
        status.unresolved().forEach(server -> print("unreachable", paint().red(words(server))));
        status.troubles().forEach(trouble -> print("trouble", paint().red(words(trouble))));
    }

    private void print(String title, List<String> values) {
        if (!values.isEmpty()) {
            print(title, String.join(", ", values));
        }
    }

    /** A text of several lines keeps its indentation under the first. */
    private void print(String title, String text) {
        String indented = text.lines().collect(Collectors.joining(System.lineSeparator() + " ".repeat(13)));
        out().printf(Locale.ROOT, "%-12s %s%n", title, indented);
    }

    private static String revision(Status status) {
        if (status.revision() == 0) {
            return "none is in force yet";
        }
        return String.format(
                Locale.ROOT,
                "%d since %s, applied in %.1f ms",
                status.revision(),
                second(status.revisionAt()),
                status.lastApplyMillis());
    }

    private static String fill(ConnectionTable table) {
        double percent = 100.0 * table.recorded() / Math.max(1, table.capacity());
        String clients =
                table.persistentClients() == 0 ? "" : ", " + table.persistentClients() + " of persistent clients";
        return String.format(Locale.ROOT, "%d of %d (%.1f %%)%s", table.recorded(), table.capacity(), percent, clients);
    }

    private static String words(Status.NetworkInterface face) {
        String attached = face.attached().isEmpty() ? "" : ", " + face.attached() + ": " + face.reason();
        return face.name() + " " + face.link() + attached;
    }

    private static String words(SetWeight set) {
        return set.server() + ": weight " + set.weight() + " (set; file says " + set.fileWeight() + ")";
    }

    private static String words(Trouble trouble) {
        return trouble.kind() + " since " + second(trouble.since()) + ": " + trouble.text();
    }

    /** The reason names the server as a rule. */
    private static String words(UnresolvedServer server) {
        boolean named = server.reason().contains(server.server());
        return named ? server.reason() : server.server() + ": " + server.reason();
    }

    private static List<String> pairs(Map<String, String> facts) {
        return facts.entrySet().stream()
                .map(fact -> fact.getKey() + " " + fact.getValue())
                .toList();
    }

    /** Those that have happened, or a word that none has. */
    private static List<String> counts(Map<String, Long> counts) {
        List<String> happened = counts.entrySet().stream()
                .filter(count -> count.getValue() > 0)
                .map(count -> count.getKey() + " " + count.getValue())
                .toList();
        return happened.isEmpty() ? List.of("nothing") : happened;
    }

    private static Instant second(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }
}
