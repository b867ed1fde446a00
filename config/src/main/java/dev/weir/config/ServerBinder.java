package dev.weir.config;

import dev.weir.model.Endpoint;
import dev.weir.model.IpAddress;
import dev.weir.model.RealServer;
import dev.weir.model.ServerRole;
import dev.weir.model.Thresholds;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Binds the real servers of all services of a file. */
final class ServerBinder {
    static final List<String> KEYS = List.of("address", "port", "weight", "max-connections", "resume-below", "role");

    private final Problems problems;
    private final Values values;
    private final Quota quota;

    ServerBinder(Problems problems, Quota quota) {
        this.problems = problems;
        this.values = new Values(problems);
        this.quota = quota;
    }

    /** One service's servers; none if something in them is wrong. */
    Optional<List<RealServer>> bind(Node list, Front front) {
        List<Node> elements = Section.elements(list, "servers", problems);
        Pool pool = new Pool(front);
        for (Node element : elements) {
            if (!quota.take(element)) {
                break;
            }
            pool.add(element);
        }
        return pool.servers.size() == elements.size() ? Optional.of(pool.servers) : Optional.empty();
    }

    /** The servers of one service. */
    private final class Pool {
        private final Front front;
        private final ServerFit fit;
        private final List<RealServer> servers = new ArrayList<>();
        private final Map<Endpoint, Integer> linesOfEndpoints = new HashMap<>();
        private final Map<ServerRole, Integer> linesOfRoles = new EnumMap<>(ServerRole.class);

        Pool(Front front) {
            this.front = front;
            this.fit = new ServerFit(problems, front);
        }

        void add(Node node) {
            Section.read(node, "a server", KEYS, problems)
                    .flatMap(this::server)
                    .filter(server -> isNew(server.endpoint(), node))
                    .ifPresent(servers::add);
        }

        private Optional<RealServer> server(Section section) {
            Optional<IpAddress> address = section.require("address", "10.0.0.1")
                    .flatMap(node -> values.address(node, "address").filter(read -> fit.fits(read, node)));
            Optional<Integer> port = section.find("port")
                    .map(node -> Ports.readOfServer(node, values).filter(read -> fit.fits(read, node)))
                    .orElse(front.port());
            Optional<Integer> weight =
                    section.readOr("weight", 1, node -> values.number(node, "weight", 0, RealServer.MAX_WEIGHT));
            Thresholds thresholds = thresholds(section);
            Optional<ServerRole> role = section.readOr("role", ServerRole.REGULAR, this::role);
            if (address.isEmpty() || port.isEmpty() || weight.isEmpty() || role.isEmpty()) {
                return Optional.empty();
            }
            RealServer server = new RealServer(new Endpoint(address.get(), port.get()), weight.get());
            return Optional.of(server.withThresholds(thresholds).withRole(role.get()));
        }

        private boolean isNew(Endpoint endpoint, Node node) {
            Integer first = linesOfEndpoints.putIfAbsent(endpoint, Problems.lineOf(node));
            if (first != null) {
                problems.add(
                        node,
                        "server " + endpoint + " stands twice in this service; first in line " + first,
                        "remove one of the two, and give the other the weight of both");
            }
            return first == null;
        }

        private Optional<ServerRole> role(Node node) {
            return values.word(node, "role", ServerRole.class).filter(role -> {
                Integer first =
                        role == ServerRole.REGULAR ? null : linesOfRoles.putIfAbsent(role, Problems.lineOf(node));
                if (first != null) {
                    problems.add(
                            node,
                            "a service has one " + Values.kebab(role) + " server; its first stands in line " + first,
                            "leave out the role of one of the two");
                }
                return first == null;
            });
        }
    }

    /** When a server is full; none of it if something is wrong there. */
    private Thresholds thresholds(Section section) {
        Optional<Integer> upper = section.readOr("max-connections", 0, node -> count(node, "max-connections"));
        Optional<Integer> lower = upper.flatMap(max -> section.readOr(
                "resume-below", 0, node -> count(node, "resume-below").filter(read -> isWithin(read, max, node))));
        return lower.map(known -> new Thresholds(upper.orElseThrow(), known)).orElse(Thresholds.NONE);
    }

    private Optional<Integer> count(Node node, String key) {
        return values.number(node, key, 0, Integer.MAX_VALUE);
    }

    private boolean isWithin(int lower, int upper, Node node) {
        if (lower > upper) {
            String above = upper == 0 ? "without 'max-connections'" : "above 'max-connections' " + upper;
            problems.add(
                    node,
                    "'resume-below' " + lower + " has no meaning " + above,
                    upper == 0 ? "add 'max-connections', or remove it" : "write " + upper + " or less");
        }
        return lower <= upper;
    }
}
