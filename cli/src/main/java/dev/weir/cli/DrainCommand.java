package dev.weir.cli;

import dev.weir.api.DirectorApi;
import dev.weir.api.Json;
import dev.weir.api.Server;
import dev.weir.api.ServerName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Quiesces a server and waits until its connections have ended. */
@Command(
        name = "drain",
        description = {
            "Sets a real server's weight to 0 and waits until its connections have ended, telling what is left.",
            "The weight stays 0: take the server out of the cluster file then, or give it its weight back."
        },
        footer = {
            "  weir drain 10.0.0.1:8080                 in each service that has it, for at most 10 minutes",
            "  weir drain 10.0.0.1 --service 192.0.2.10:80 --timeout 1h",
            "  weir drain 10.0.0.1:8080 --no-wait       weir servers tells what is left",
            "  weir weight 10.0.0.1:8080 --reset        it takes new connections again"
        },
        exitCodeList = {
            "0:done",
            "1:refused or failed, or no director is running here; standard error says why, and the mend",
            "2:the command line is wrong",
            "3:the time is over and connections are left"
        })
final class DrainCommand extends ShareCommand {
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final Pace pace;
    private final Screen screen;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "10m",
            converter = Span.class,
            description = "Wait for at most so long. Default: ${DEFAULT-VALUE}.")
    private Duration timeout = Duration.ofMinutes(10);

    @Option(names = "--no-wait", description = "Set the weight to 0 and be done.")
    private boolean noWait;

    DrainCommand(Function<Path, DirectorApi> directors, Pace pace, Screen screen) {
        super(directors);
        this.pace = pace;
        this.screen = screen;
    }

    @Override
    int ask(DirectorApi director) {
        int status = changeEach(chosen(director), server -> director.setWeight(ServerName.of(server), 0));
        if (status != ExitCode.OK) {
            return status;
        }
        return noWait ? leave(director) : await(director);
    }

    private int leave(DirectorApi director) {
        progress().tell(words(Remaining.of(chosen(director))));
        return ExitCode.OK;
    }

    private int await(DirectorApi director) {
        long deadline = pace.nanos() + timeout.toNanos();
        Progress progress = progress();
        while (true) {
            List<Server> servers = chosen(director);
            Remaining left = Remaining.of(servers);
            progress.tell(words(left));
            Duration rest = Duration.ofNanos(deadline - pace.nanos());
            boolean drains = servers.stream().allMatch(server -> server.weight() == 0);
            if (!drains || left.nothingIsLeft() || !rest.isPositive()) {
                progress.end();
                return end(servers, drains, left);
            }
            pace.pause(rest.compareTo(LOOK_EVERY) < 0 ? rest : LOOK_EVERY);
        }
    }

    private Progress progress() {
        return new Progress(out(), output() == Output.JSON ? Screen.LINES : screen);
    }

    private String words(Remaining left) {
        return switch (output()) {
            case JSON -> Json.line(left);
            case TABLE -> choice().server() + ": " + left + (left.nothingIsLeft() ? " is left" : " left");
        };
    }

    private int end(List<Server> servers, boolean drains, Remaining left) {
        String server = choice().server();
        String reset = "'weir weight " + choice().words() + " --reset'";
        if (servers.isEmpty()) {
            return done(server + " has left the cluster file, and its connections with it");
        } else if (!drains) {
            return fail(server + " was given another weight meanwhile, so it drains no more");
        } else if (left.nothingIsLeft()) {
            return done(server + " is drained; its weight stays 0: take it out of the cluster file, or give it the"
                    + " file's weight back with " + reset);
        }
        fail(Span.words(timeout) + " are over, and " + left + " of " + server + " are left; its weight stays 0, so"
                + " nothing new comes: wait on with 'weir drain " + choice().words()
                + "', take it out of the cluster file, which ends them, or give up with " + reset);
        return ExitCode.TIME_OVER;
    }

    private int done(String words) {
        if (output() == Output.TABLE) {
            out().println(words);
        }
        return ExitCode.OK;
    }
}
