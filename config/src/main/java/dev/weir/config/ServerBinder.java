package dev.weir.config;

import dev.weir.config.ServiceBinder.Front;
import dev.weir.model.Endpoint;
import dev.weir.model.Family;
import dev.weir.model.ForwardingMethod;
import dev.weir.model.IpAddress;
import dev.weir.model.RealServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Binds the real servers of all services of a file, and counts them. */
final class ServerBinder {
    private static final List<String> KEYS = List.of("address", "port", "weight");

    private final Problems problems;
    private final Values values;
    private final int capacity;
    private int seen;

    ServerBinder(Problems problems, int capacity) {
        this.problems = problems;
        this.values = new Values(problems);
        this.capacity = capacity;
    }

    /** One service's servers; none if something in them is wrong. */
    Optional<List<RealServer>> bind(Node list, Front front) {
        List<Node> elements = Section.elements(list, "servers", problems);
        Map<Endpoint, Integer> firstLines = new HashMap<>();
        List<RealServer> servers = new ArrayList<>();
        for (Node element : elements) {
            if (seen++ >= capacity) {
                tellSurplus(element);
                break;
            }
            server(element, front)
                    .filter(server -> isNew(server.endpoint(), element, firstLines))
                    .ifPresent(servers::add);
        }
        return servers.size() == elements.size() ? Optional.of(servers) : Optional.empty();
    }

    /** Once: what follows is not even read, so that no file costs more than its capacity. */
    private void tellSurplus(Node element) {
        if (seen == capacity + 1) {
            CapacityProblem.add(problems, element, "servers", capacity);
        }
    }

    private Optional<RealServer> server(Node node, Front front) {
        return Section.read(node, "a server", KEYS, problems).flatMap(section -> server(section, front));
    }

    private Optional<RealServer> server(Section section, Front front) {
        Optional<IpAddress> address = section.require("address", "10.0.0.1")
                .flatMap(node -> values.address(node, "address").filter(read -> fits(read, node, front)));
        Optional<Integer> port = section.find("port")
                .map(node -> values.number(node, "port", 1, 65_535).filter(read -> fits(read, node, front)))
                .orElse(front.port());
        Optional<Integer> weight =
                section.readOr("weight", 1, node -> values.number(node, "weight", 0, RealServer.MAX_WEIGHT));
        if (address.isEmpty() || port.isEmpty() || weight.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new RealServer(new Endpoint(address.get(), port.get()), weight.get()));
    }

    private boolean fits(IpAddress address, Node node, Front front) {
        if (front.vip().equals(Optional.of(address))) {
            problems.add(node, "a server can't have the VIP as its address", "write the address of the server itself");
            return false;
        }
        Optional<Family> family = front.vip().map(IpAddress::family).filter(vip -> vip != address.family());
        Optional<ForwardingMethod> method = front.method().filter(known -> !known.crossesFamilies());
        if (family.isEmpty() || method.isEmpty()) {
            return true;
        }
        String vip = name(family.get());
        problems.add(
                node,
                Values.kebab(method.get()) + " can't serve an " + vip + " VIP by an " + name(address.family())
                        + " server",
                "use an " + vip + " address, or 'forwarding: tunnelling'");
        return false;
    }

    private static String name(Family family) {
        return family == Family.IPV4 ? "IPv4" : "IPv6";
    }

    private boolean fits(int port, Node node, Front front) {
        Optional<Integer> vipPort = front.port().filter(known -> known != port);
        Optional<ForwardingMethod> method = front.method().filter(known -> !known.mapsPorts());
        if (vipPort.isEmpty() || method.isEmpty()) {
            return true;
        }
        problems.add(
                node,
                Values.kebab(method.get()) + " can't map port " + vipPort.get() + " to " + port,
                "write 'port: " + vipPort.get() + "' or leave it out, or use 'forwarding: nat'");
        return false;
    }

    private boolean isNew(Endpoint endpoint, Node node, Map<Endpoint, Integer> firstLines) {
        Integer first = firstLines.putIfAbsent(endpoint, Problems.lineOf(node));
        if (first != null) {
            problems.add(
                    node,
                    "server " + endpoint + " stands twice in this service; first in line " + first,
                    "remove one of the two, and give the other the weight of both");
        }
        return first == null;
    }
}
