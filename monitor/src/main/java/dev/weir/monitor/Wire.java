package dev.weir.monitor;

import dev.weir.api.Change.Action;
import dev.weir.api.Changes;
import dev.weir.api.FileProblem;
import dev.weir.api.Status;
import dev.weir.dataplane.Change;
import dev.weir.dataplane.Connection;
import dev.weir.dataplane.PersistentClient;
import dev.weir.dataplane.Plan;
import dev.weir.dataplane.ServerKey;
import dev.weir.dataplane.Statistics;
import dev.weir.dataplane.Statistics.Traffic;
import dev.weir.director.DirectorStatus;
import dev.weir.director.DirectorStatus.InterfaceState;
import dev.weir.director.DirectorStatus.Trouble;
import dev.weir.director.DirectorStatus.UnresolvedServer;
import dev.weir.director.PlaneFactory.Attached;
import dev.weir.model.DesiredState;
import dev.weir.model.IpAddress;
import dev.weir.model.RealServer;
import dev.weir.model.ServiceKey;
import dev.weir.model.VirtualService;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The domain's values as the API tells them. */
final class Wire {
    private static final Attached NOT_ATTACHED = new Attached("", "");

    private Wire() {}

    static Status status(String version, DirectorStatus status, Optional<DesiredState> desired, Statistics statistics) {
        List<VirtualService> services = desired.map(DesiredState::services).orElse(List.of());
        return new Status(
                version,
                status.pid(),
                status.startedAt(),
                status.file().toString(),
                status.revision(),
                status.revisionAt(),
                status.lastApply().toNanos() / 1e6,
                services.size(),
                services.stream().mapToInt(service -> service.servers().size()).sum(),
                new Status.ConnectionTable(
                        statistics.connectionsRecorded(),
                        statistics.persistentClients(),
                        statistics.connectionCapacity()),
                status.troubles().stream().map(Wire::trouble).toList(),
                status.interfaces().stream()
                        .map(face -> networkInterface(face, status.attached().getOrDefault(face.name(), NOT_ATTACHED)))
                        .toList(),
                status.addedAddresses().stream().map(IpAddress::toString).toList(),
                status.unresolved().stream().map(Wire::unresolved).toList(),
                setWeights(status, services),
                statistics.drops(),
                statistics.notes(),
                status.capabilities(),
                status.planeFacts());
    }

    private static Status.Trouble trouble(Trouble trouble) {
        return new Status.Trouble(kebab(trouble.kind()), trouble.since(), trouble.text());
    }

    private static Status.NetworkInterface networkInterface(InterfaceState face, Attached attached) {
        return new Status.NetworkInterface(
                face.name(), kebab(face.link()), face.mac().toString(), face.mtu(), attached.by(), attached.reason());
    }

    private static Status.UnresolvedServer unresolved(UnresolvedServer unresolved) {
        return new Status.UnresolvedServer(unresolved.server().toString(), unresolved.reason());
    }

    private static List<Status.SetWeight> setWeights(DirectorStatus status, List<VirtualService> services) {
        List<Status.SetWeight> setWeights = new ArrayList<>();
        for (VirtualService service : services) {
            for (RealServer server : service.servers()) {
                ServerKey key = new ServerKey(service.key(), server.endpoint());
                Integer set = status.setWeights().get(key);
                if (set != null) {
                    String name = server.endpoint() + " of " + words(service.key());
                    setWeights.add(new Status.SetWeight(name, set, server.weight()));
                }
            }
        }
        return setWeights;
    }

    /** {@code tcp 192.0.2.10:80}. */
    static String words(ServiceKey key) {
        return kebab(key.protocol()) + " " + key.vip();
    }

    static dev.weir.api.Traffic traffic(Traffic traffic) {
        return new dev.weir.api.Traffic(
                traffic.connections(),
                traffic.packetsIn(),
                traffic.packetsOut(),
                traffic.bytesIn(),
                traffic.bytesOut());
    }

    static dev.weir.api.Connection connection(Connection connection) {
        return new dev.weir.api.Connection(
                kebab(connection.service().protocol()),
                connection.client().toString(),
                connection.vip().toString(),
                connection.server().toString(),
                connection.state().name(),
                connection.expiresIn().toSeconds());
    }

    static dev.weir.api.PersistentClient persistentClient(PersistentClient client) {
        return new dev.weir.api.PersistentClient(
                kebab(client.service().protocol()),
                client.service().vip().toString(),
                client.client(),
                client.server().toString(),
                client.expiresIn().toSeconds());
    }

    static Changes changes(long revision, Plan plan) {
        return new Changes(revision, plan.changes().stream().map(Wire::change).toList());
    }

    private static dev.weir.api.Change change(Change change) {
        Action action = switch (change) {
            case Change.AddService add -> Action.ADD;
            case Change.AddServer add -> Action.ADD;
            case Change.RemoveService remove -> Action.REMOVE;
            case Change.RemoveServer remove -> Action.REMOVE;
            case Change.ChangeScheduler other -> Action.CHANGE;
            case Change.ChangeOptions other -> Action.CHANGE;
            case Change.ChangeWeight other -> Action.CHANGE;
            case Change.ChangeServer other -> Action.CHANGE;
            case Change.SetNextHop other -> Action.CHANGE;
        };
        return new dev.weir.api.Change(action, change.service().toString(), change.toString());
    }

    static List<FileProblem> problems(List<dev.weir.config.Problem> problems) {
        return problems.stream()
                .map(problem -> new FileProblem(
                        problem.file(), problem.line(), problem.column(), problem.message(), problem.render()))
                .toList();
    }

    /** As the cluster file spells it: {@code direct-routing}. */
    static String kebab(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
