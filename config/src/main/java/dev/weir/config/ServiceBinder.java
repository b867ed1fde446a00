package dev.weir.config;

import dev.weir.model.Capacity;
import dev.weir.model.Endpoint;
import dev.weir.model.ForwardingMethod;
import dev.weir.model.IpAddress;
import dev.weir.model.Protocol;
import dev.weir.model.Scheduler;
import dev.weir.model.ServiceKey;
import dev.weir.model.VirtualService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Binds the virtual services of a file, one after the other. */
final class ServiceBinder {
    private static final List<String> KEYS = List.of("vip", "port", "protocol", "scheduler", "forwarding", "servers");

    private final Problems problems;
    private final Values values;
    private final ServerBinder servers;
    private final Map<ServiceKey, Integer> firstLines = new HashMap<>();

    ServiceBinder(Problems problems, Capacity capacity) {
        this.problems = problems;
        this.values = new Values(problems);
        this.servers = new ServerBinder(problems, capacity.servers());
    }

    /** The next service; none if something in it is wrong. */
    Optional<VirtualService> bind(Node node) {
        return Section.read(node, "a service", KEYS, problems).flatMap(this::bind);
    }

    private Optional<VirtualService> bind(Section section) {
        Front front = front(section);
        Optional<ServiceKey> key = key(section, front);
        Optional<Scheduler> scheduler =
                section.readOr("scheduler", Scheduler.WLC, node -> values.word(node, "scheduler", Scheduler.class));
        var pool = section.require("servers", "[]").flatMap(list -> servers.bind(list, front));
        if (key.isEmpty() || scheduler.isEmpty() || front.method().isEmpty() || pool.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new VirtualService(key.get(), scheduler.get(), front.method().get(), pool.get()));
    }

    private Front front(Section section) {
        return new Front(
                section.require("vip", "192.0.2.10").flatMap(node -> values.address(node, "vip")),
                section.require("port", "80").flatMap(node -> values.number(node, "port", 1, 65_535)),
                section.readOr(
                        "forwarding",
                        ForwardingMethod.NAT,
                        node -> values.word(node, "forwarding", ForwardingMethod.class)));
    }

    /** The service's key, if it is known and no earlier service has it. */
    private Optional<ServiceKey> key(Section section, Front front) {
        Optional<Protocol> protocol =
                section.readOr("protocol", Protocol.TCP, node -> values.word(node, "protocol", Protocol.class));
        Node place = section.find("vip").orElse(section.node());
        return front.vip()
                .flatMap(vip -> front.port().map(port -> new Endpoint(vip, port)))
                .flatMap(vip -> protocol.map(known -> new ServiceKey(vip, known)))
                .filter(key -> isNew(key, place));
    }

    private boolean isNew(ServiceKey key, Node place) {
        Integer first = firstLines.putIfAbsent(key, Problems.lineOf(place));
        if (first != null) {
            problems.add(
                    place,
                    "service " + key + " stands twice; first in line " + first,
                    "join the two, or give this one another VIP, port or protocol");
        }
        return first == null;
    }

    /**
     * What the servers of a service must fit.
     *
     * @param vip the service's address, if it could be read
     * @param port its port, likewise
     * @param method how its servers are reached, likewise
     */
    record Front(Optional<IpAddress> vip, Optional<Integer> port, Optional<ForwardingMethod> method) {}
}
