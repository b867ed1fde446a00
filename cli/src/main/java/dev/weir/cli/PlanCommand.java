package dev.weir.cli;

import dev.weir.api.ChangeOutcome;
import dev.weir.api.Changes;
import dev.weir.api.DirectorApi;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine.Command;

/** Says what a cluster file would change. */
@Command(
        name = "plan",
        description = "Checks a cluster file and says what it would change.",
        footer = {
            "  weir plan cluster.yaml      + is added, - is removed, ~ is changed",
            "  weir plan cluster.yaml -o json | jq -e '.changes == []'"
        })
final class PlanCommand extends ChangeCommand {
    PlanCommand(Function<Path, DirectorApi> directors) {
        super(directors);
    }

    @Override
    ChangeOutcome show(DirectorApi director, String name, String yaml) {
        return director.plan(name, yaml);
    }

    @Override
    String summary(Changes changes) {
        return changes.changes().isEmpty()
                ? "nothing to change"
                : count(changes.changes().size(), "change") + " to make";
    }
}
