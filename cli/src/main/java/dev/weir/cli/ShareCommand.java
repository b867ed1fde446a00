package dev.weir.cli;

import dev.weir.api.ChangeOutcome;
import dev.weir.api.DirectorApi;
import dev.weir.api.Server;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** A command that changes the share of one server, in one service or in all that have it. */
abstract class ShareCommand extends DirectorCommand {
    @Mixin
    private final ServerChoice choice = new ServerChoice();

    ShareCommand(Function<Path, DirectorApi> directors) {
        super(directors);
    }

    final ServerChoice choice() {
        return choice;
    }

    /** The servers that are meant, as they are now; an address that is none is a usage error. */
    final List<Server> chosen(DirectorApi director) {
        try {
            return choice.among(director.servers());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec().commandLine(), e.getMessage(), e);
        }
    }

    /** Says what was refused, if it was; the servers before that one keep what they were given. */
    final int changeEach(List<Server> servers, Function<Server, ChangeOutcome> change) {
        if (servers.isEmpty()) {
            return fail(choice.missing());
        }
        for (Server server : servers) {
            switch (change.apply(server)) {
                case ChangeOutcome.Accepted accepted -> {}
                case ChangeOutcome.Refused refused -> {
                    return fail(refused.problems().getFirst().message());
                }
                case ChangeOutcome.Failed failed -> {
                    return fail(failed.reason());
                }
            }
        }
        return ExitCode.OK;
    }
}
