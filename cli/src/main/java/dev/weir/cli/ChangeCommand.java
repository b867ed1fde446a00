package dev.weir.cli;

import dev.weir.api.Change;
import dev.weir.api.ChangeOutcome;
import dev.weir.api.Changes;
import dev.weir.api.DirectorApi;
import dev.weir.api.FileProblem;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Mixin;

/** A command that shows a cluster file to the director and prints what came of it. */
abstract class ChangeCommand extends DirectorCommand {
    @Mixin
    private final ClusterFileArgument file = new ClusterFileArgument();

    ChangeCommand(Function<Path, DirectorApi> directors) {
        super(directors);
    }

    abstract ChangeOutcome show(DirectorApi director, String name, String yaml);

    /** The last line, under the changes. */
    abstract String summary(Changes changes);

    @Override
    final int ask(DirectorApi director) {
        try {
            return print(show(director, file.name(), file.text()));
        } catch (ClusterFileArgument.UnreadableException e) {
            return fail(e.getMessage());
        }
    }

    private int print(ChangeOutcome outcome) {
        return switch (outcome) {
            case ChangeOutcome.Accepted accepted -> accepted(accepted.changes());
            case ChangeOutcome.Refused refused -> refused(refused);
            case ChangeOutcome.Failed failed -> fail(failed.reason());
        };
    }

    private int accepted(Changes changes) {
        switch (output()) {
            case JSON -> printJson(changes);
            case TABLE -> {
                changes.changes().forEach(change -> out().println(line(change)));
                out().println(summary(changes));
            }
        }
        return ExitCode.OK;
    }

    private String line(Change change) {
        return switch (change.action()) {
            case ADD -> paint().green("+ " + change.text());
            case REMOVE -> paint().red("- " + change.text());
            case CHANGE -> paint().yellow("~ " + change.text());
        };
    }

    private int refused(ChangeOutcome.Refused refused) {
        List<FileProblem> problems = refused.problems();
        switch (output()) {
            case JSON -> printJson(refused);
            case TABLE -> problems.forEach(problem -> err().println(problem.rendered()));
        }
        return fail(file.name() + " is refused for " + count(problems.size(), "problem") + "; nothing was changed");
    }

    static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
