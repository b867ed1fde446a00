package dev.weir.config;

import dev.weir.model.Capacity;
import dev.weir.model.ForwardingMethod;
import dev.weir.model.Scheduler;
import dev.weir.model.VirtualService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Binds the virtual services of a file. */
final class ServiceBinder {
    static final List<String> KEYS = List.of(
            "vip",
            "port",
            "protocol",
            "also",
            "scheduler",
            "forwarding",
            "flags",
            "bounded-load",
            "slow-start",
            "persistence",
            "limits",
            "encapsulation",
            "client-notice",
            "mss",
            "stray",
            "syn-cookies",
            "servers");

    private final Problems problems;
    private final Values values;
    private final Quota quota;
    private final MatchBinder matches;
    private final OptionsBinder options;
    private final ServerBinder servers;

    ServiceBinder(Problems problems, Capacity capacity) {
        this.problems = problems;
        this.values = new Values(problems);
        this.quota = Quota.ofServices(problems, capacity.services());
        this.matches = new MatchBinder(problems, quota);
        this.options = new OptionsBinder(problems);
        this.servers = new ServerBinder(problems, Quota.ofServers(problems, capacity.servers()));
    }

    /** Those of a list that are right, as far as the capacity goes. */
    List<VirtualService> bind(Node list) {
        List<VirtualService> services = new ArrayList<>();
        for (Node element : Section.elements(list, "services", problems)) {
            if (!quota.take(element)) {
                break;
            }
            Section.read(element, "a service", KEYS, problems)
                    .flatMap(this::service)
                    .ifPresent(services::add);
        }
        return services;
    }

    private Optional<VirtualService> service(Section section) {
        Optional<ForwardingMethod> method = section.readOr(
                "forwarding", ForwardingMethod.NAT, node -> values.word(node, "forwarding", ForwardingMethod.class));
        Front front = Front.of(matches.bind(section), method);
        Optional<Scheduler> scheduler = scheduler(section, front);
        var known = options.bind(section, front, scheduler);
        var pool = section.require("servers", "[]").flatMap(nodes -> servers.bind(nodes, front));
        if (front.matches().isEmpty() || method.isEmpty() || scheduler.isEmpty() || pool.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new VirtualService(front.matches().getFirst().key(), scheduler.get(), method.get(), pool.get(), known));
    }

    private Optional<Scheduler> scheduler(Section section, Front front) {
        Optional<Scheduler> scheduler =
                section.readOr("scheduler", Scheduler.WLC, node -> values.word(node, "scheduler", Scheduler.class));
        section.find("scheduler")
                .filter(_ -> scheduler.filter(Scheduler::timesHandshakes).isPresent())
                .ifPresent(node -> requireHandshakes(node, front));
        return scheduler;
    }

    private void requireHandshakes(Node node, Front front) {
        String latency = Values.kebab(Scheduler.LEAST_LATENCY) + " goes by how soon servers answer a handshake";
        front.method().filter(method -> !method.translates()).ifPresent(method -> {
            String unseen = ", which " + Values.kebab(method) + " doesn't show to the director";
            problems.add(node, latency + unseen, "use 'forwarding: nat', or 'scheduler: twos'");
        });
        if (front.matches().stream().anyMatch(match -> !match.protocol().hasHandshake())) {
            problems.add(node, latency + ", and UDP has none", "use 'scheduler: twos'");
        }
    }
}
