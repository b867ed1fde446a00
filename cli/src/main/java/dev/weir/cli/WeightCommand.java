package dev.weir.cli;

import dev.weir.api.DirectorApi;
import dev.weir.api.Server;
import dev.weir.api.ServerName;
import dev.weir.api.Servers;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Sets a server's weight over the cluster file's, or gives it the file's back. */
@Command(
        name = "weight",
        description = {
            "Sets a real server's weight, at once and without a new cluster file.",
            "It lies over the file's weight until it is reset or the server leaves the file; a restarted director keeps"
                    + " it. Only this server's share changes; its connections go on."
        },
        footer = {
            "  weir weight 10.0.0.1:8080 0            quiesce it in each service that has it",
            "  weir weight 10.0.0.1 3 --service 192.0.2.10:80",
            "  weir weight 10.0.0.1:8080 --reset      as the file says"
        })
final class WeightCommand extends ShareCommand {
    private static final int MAX_WEIGHT = 65_535;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "WEIGHT",
            description = "Its share of new connections, 0 to 65535; 0 quiesces it.")
    private @Nullable Integer weight;

    @Option(names = "--reset", description = "Give it the cluster file's weight back.")
    private boolean reset;

    WeightCommand(Function<Path, DirectorApi> directors) {
        super(directors);
    }

    @Override
    int ask(DirectorApi director) {
        Integer wanted = wanted();
        int status = changeEach(
                chosen(director),
                server -> wanted == null
                        ? director.clearWeight(ServerName.of(server))
                        : director.setWeight(ServerName.of(server), wanted));
        if (status == ExitCode.OK) {
            print(chosen(director));
        }
        return status;
    }

    /** Null for the file's. */
    private @Nullable Integer wanted() {
        if ((weight == null) != reset) {
            throw usage("give a WEIGHT, or --reset for the cluster file's");
        }
        if (weight != null && (weight < 0 || weight > MAX_WEIGHT)) {
            throw usage("weight " + weight + " is not within 0.." + MAX_WEIGHT);
        }
        return weight;
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec().commandLine(), message);
    }

    private void print(List<Server> servers) {
        switch (output()) {
            case JSON -> printJson(new Servers(servers));
            case TABLE ->
                servers.forEach(server -> out().println(ServerName.of(server) + ": " + ServerWords.weight(server)));
        }
    }
}
