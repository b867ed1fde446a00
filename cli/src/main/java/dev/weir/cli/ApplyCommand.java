package dev.weir.cli;

import dev.weir.api.ChangeOutcome;
import dev.weir.api.Changes;
import dev.weir.api.DirectorApi;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine.Command;

/** Puts a cluster file in force. */
@Command(
        name = "apply",
        description = {
            "Checks a cluster file and puts it in force.",
            "The director writes it to its own file, so that it holds after a restart. Flows that no change concerns go"
                    + " on untouched. A bad file changes nothing."
        },
        footer = {"  weir apply cluster.yaml", "  sed 's/weight: 1/weight: 0/' cluster.yaml | weir apply -"})
final class ApplyCommand extends ChangeCommand {
    ApplyCommand(Function<Path, DirectorApi> directors) {
        super(directors);
    }

    @Override
    ChangeOutcome show(DirectorApi director, String name, String yaml) {
        return director.apply(name, yaml);
    }

    @Override
    String summary(Changes changes) {
        return changes.changes().isEmpty()
                ? "nothing to change; revision " + changes.revision() + " stays in force"
                : count(changes.changes().size(), "change") + " made; revision " + changes.revision() + " is in force";
    }
}
