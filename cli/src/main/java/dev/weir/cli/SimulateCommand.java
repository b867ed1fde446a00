package dev.weir.cli;

import dev.weir.api.ClusterText;
import dev.weir.api.ConnectionQuery;
import dev.weir.api.DirectorApi;
import dev.weir.config.ClusterFile;
import dev.weir.config.Parsed;
import dev.weir.config.Problem;
import dev.weir.model.DesiredState;
import dev.weir.model.ServiceKey;
import dev.weir.simulation.Forecast;
import dev.weir.simulation.RecordedFlow;
import dev.weir.simulation.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Says what a change would do to the flows: a director's, or one between two files. */
@Command(
        name = "simulate",
        description = {
            "Says what a change of servers or weights would do before it is made: each server's share of new flows,"
                    + " the part of hash slots that gets another server, and what becomes of recorded connections."
                    + " Nothing is changed.",
            "Before is what the director runs, or the file of --from. After is FILE, or before with the changes of"
                    + " --weight, --remove and --add. Weights set by 'weir weight' hold before and after.",
            "Shares are exact where a table decides (rr, wrr, sh, mh). Others are counted: flows are drawn, come one"
                    + " after the other, and each stays until --held have come after it.",
            "Hashes are keyed with the seed, not with the director's secret: shares and parts are as likely the same,"
                    + " but which clients are meant is not told.",
            "A line of --flows-file is CLIENT:PORT PROTOCOL/VIP:PORT [SERVER:PORT]; or the file is what"
                    + " 'weir connections -o json --limit 0' printed."
        },
        footer = {
            "  weir simulate next.yaml                   what applying this file would do",
            "  weir simulate --weight 10.0.0.1=0         quiescing a server",
            "  weir simulate --remove 10.0.0.1:80 --svg shares.svg",
            "  weir simulate --from old.yaml new.yaml --flows-file seen.txt"
        })
final class SimulateCommand extends DirectorCommand {
    private static final ConnectionQuery ALL_CONNECTIONS = new ConnectionQuery(null, null, null, null, 0);

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "The cluster file as it would be, YAML; - reads standard input.")
    private @Nullable String next;

    @Option(names = "--from", paramLabel = "FILE", description = "The cluster file as it is; no director is asked.")
    private @Nullable String from;

    @Mixin
    private final PoolEdits edits = new PoolEdits();

    @Option(
            names = "--service",
            paramLabel = "SERVICE",
            description = "Only this service, such as TCP/192.0.2.10:80, changed or not. May be given again.")
    private List<String> serviceNames = List.of();

    @Option(
            names = "--flows-file",
            paramLabel = "FILE",
            description = "Recorded flows, instead of the director's connections.")
    private @Nullable Path flowsFile;

    @Option(names = "--svg", paramLabel = "FILE", description = "Draw the shares before and after into this file.")
    private @Nullable Path picture;

    @Mixin
    private final WorkloadOptions workload = new WorkloadOptions();

    SimulateCommand(Function<Path, DirectorApi> directors) {
        super(directors);
    }

    @Override
    public Integer call() {
        if ((next == null) == edits.isEmpty()) {
            throw new ParameterException(
                    spec().commandLine(), "say what would change: either a FILE, or --weight, --remove and --add");
        }
        try {
            return from == null ? super.call() : tell(state(from), SetWeights.NONE, _ -> {});
        } catch (RefusedException e) {
            return fail(e.getMessage());
        }
    }

    @Override
    int ask(DirectorApi director) {
        ClusterText inForce = director.cluster();
        return tell(
                parsed("the director's state", inForce.yaml()),
                SetWeights.of(director.servers().servers()),
                simulation -> director.connections(
                        ALL_CONNECTIONS, connection -> simulation.record(FlowsFile.of(connection))));
    }

    private int tell(DesiredState before, SetWeights weights, Consumer<Simulation> recorded) {
        Simulation simulation = simulation(weights.over(before), weights);
        if (flowsFile == null) {
            recorded.accept(simulation);
        } else {
            Consumer<RecordedFlow> each = simulation::record;
            FlowsFile.read(flowsFile, each);
        }
        Forecast forecast = simulation.forecast();
        if (picture != null) {
            write(picture, SharesPicture.of(forecast));
        }
        switch (output()) {
            case JSON -> printJson(ForecastReport.of(forecast));
            case TABLE -> new ForecastTable(out(), paint()).print(forecast);
        }
        out().flush();
        return ExitCode.OK;
    }

    private Simulation simulation(DesiredState before, SetWeights weights) {
        try {
            Set<ServiceKey> asked =
                    serviceNames.stream().map(ServiceName::parse).collect(Collectors.toCollection(LinkedHashSet::new));
            DesiredState other = next == null ? before : weights.over(state(next));
            requireThere(asked, before, other);
            DesiredState after = edits.applyTo(other, asked);
            return new Simulation(before.services(), after.services(), asked, workload.workload());
        } catch (IllegalArgumentException e) {
            throw new RefusedException(String.valueOf(e.getMessage()), e);
        }
    }

    private static void requireThere(Set<ServiceKey> asked, DesiredState before, DesiredState after) {
        Set<ServiceKey> known = new LinkedHashSet<>();
        before.services().forEach(service -> known.add(service.key()));
        after.services().forEach(service -> known.add(service.key()));
        for (ServiceKey key : asked) {
            if (!known.contains(key)) {
                throw new IllegalArgumentException("--service: there is no " + ServiceName.of(key) + "; there are "
                        + known.stream().map(ServiceName::of).collect(Collectors.joining(", ")));
            }
        }
    }

    private DesiredState state(String file) {
        try {
            return parsed(ClusterFileArgument.name(file), ClusterFileArgument.text(file));
        } catch (ClusterFileArgument.UnreadableException e) {
            throw new RefusedException(String.valueOf(e.getMessage()), e);
        }
    }

    private DesiredState parsed(String name, String yaml) {
        return switch (ClusterFile.parse(name, yaml)) {
            case Parsed.Valid(DesiredState state) -> state;
            case Parsed.Invalid(List<Problem> problems) -> {
                problems.forEach(problem -> err().println(problem.render()));
                throw new RefusedException(name + " is refused for " + ChangeCommand.count(problems.size(), "problem")
                        + "; nothing was simulated");
            }
        };
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new RefusedException("the picture can't be written to " + file + ": " + e.getMessage(), e);
        }
    }
}
