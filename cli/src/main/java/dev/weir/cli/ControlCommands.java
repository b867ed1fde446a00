package dev.weir.cli;

import dev.weir.api.ApiClient;
import dev.weir.api.DirectorApi;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;

/** The commands of this module, in the order that help shows them. */
public final class ControlCommands {
    private ControlCommands() {}

    /** Adds the commands to {@code root}; they ask the director of this machine. */
    public static void addTo(CommandLine root) {
        addTo(root, ApiClient::open, Pace.SYSTEM, Screen.ofStandardOutput());
    }

    /**
     * Adds the commands to {@code root}.
     *
     * @param directors finds the director whose run directory is given
     * @param pace the time of commands that wait
     * @param screen where their words go
     */
    static void addTo(CommandLine root, Function<Path, DirectorApi> directors, Pace pace, Screen screen) {
        List.of(
                        new StatusCommand(directors),
                        new ServicesCommand(directors),
                        new ServersCommand(directors),
                        new ConnectionsCommand(directors),
                        new ClientsCommand(directors),
                        new WeightCommand(directors),
                        new DrainCommand(directors, pace, screen),
                        new PlanCommand(directors),
                        new ApplyCommand(directors),
                        new SimulateCommand(directors))
                .forEach(root::addSubcommand);
    }
}
