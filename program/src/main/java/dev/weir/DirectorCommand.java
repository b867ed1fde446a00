package dev.weir;

import dev.weir.cli.ExitCode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs a director, or takes away what one left. Its heavy classes are those of {@link DirectorService}. */
@Command(
        name = "director",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Runs this machine's director until it is stopped.",
            "It attaches the packet path to the interfaces, keeps it as the cluster file wants, follows the file's"
                    + " changes and serves the API. Packets are forwarded on when it stops or is killed; started again,"
                    + " it adopts what runs. It needs CAP_BPF, CAP_NET_ADMIN, CAP_NET_RAW and CAP_PERFMON."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:stopped by SIGTERM or SIGINT, or detached",
            "1:could not start; standard error says why, and the mend",
            "2:the command line is wrong"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  weir director -c /etc/weir/cluster.yaml",
            "  weir director --detach               traffic stops; nothing is left in the kernel",
            "  weir director -c a.yaml --run-dir /run/a --pin-dir /sys/fs/bpf/a --state-dir /var/lib/a --api-port 0"
        })
final class DirectorCommand implements Callable<Integer> {
    private static final int MAX_PORT = 65_535;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            defaultValue = "/etc/weir/cluster.yaml",
            description = "The cluster file. Default: ${DEFAULT-VALUE}.")
    private Path file = Path.of("");

    @Option(names = "--detach", description = "Take away packet path, connections and added VIPs; then end.")
    private boolean detach;

    @Option(
            names = "--run-dir",
            paramLabel = "DIR",
            defaultValue = "/run/weir",
            description = "For lock, token and certificate. Default: ${DEFAULT-VALUE}.")
    private Path runDirectory = Path.of("");

    @Option(
            names = "--pin-dir",
            paramLabel = "DIR",
            defaultValue = "/sys/fs/bpf/weir",
            description = "For what stays in the kernel; in a BPF file system. Default: ${DEFAULT-VALUE}.")
    private Path pinDirectory = Path.of("");

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            defaultValue = "/var/lib/weir",
            description = "For what outlives a reboot. Default: ${DEFAULT-VALUE}.")
    private Path stateDirectory = Path.of("");

    @Option(
            names = "--api-port",
            paramLabel = "PORT",
            defaultValue = "7474",
            description = "Where the API listens on 127.0.0.1, 0 for any free port. Default: ${DEFAULT-VALUE}.")
    private int apiPort;

    @Option(
            names = {"-v", "--verbose"},
            description = "Log debug events, too.")
    private boolean verbose;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (apiPort < 0 || apiPort > MAX_PORT) {
            throw new ParameterException(commandLine(), "--api-port " + apiPort + " is not within 0.." + MAX_PORT);
        }
        if (verbose) {
            System.setProperty("weir.log.level", "DEBUG");
        }
        DirectorService service = DirectorService.of(file, runDirectory, pinDirectory, stateDirectory, apiPort);
        if (detach) {
            service.detach();
        } else {
            service.run();
        }
        return ExitCode.OK;
    }

    private CommandLine commandLine() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set this command up");
        }
        return spec.commandLine();
    }
}
