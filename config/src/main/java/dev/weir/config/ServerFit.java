package dev.weir.config;

import dev.weir.model.Family;
import dev.weir.model.ForwardingMethod;
import dev.weir.model.IpAddress;
import dev.weir.model.Match;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.Node;

/** Judges whether the addresses and ports of servers fit their service. */
final class ServerFit {
    private final Problems problems;
    private final Front front;

    /** Those that no server can have under another number. */
    private final Set<Ports> fixedPorts;

    ServerFit(Problems problems, Front front) {
        this.problems = problems;
        this.front = front;
        boolean areAllFixed =
                front.method().filter(method -> !method.mapsPorts()).isPresent();
        this.fixedPorts = front.matches().stream()
                .filter(match -> areAllFixed || !match.protocol().mapsPorts())
                .map(Ports::of)
                .collect(Collectors.toSet());
    }

    boolean fits(IpAddress address, Node node) {
        if (front.addresses().contains(address)) {
            problems.add(node, "a server can't have the VIP as its address", "write the address of the server itself");
            return false;
        }
        Optional<Family> other = front.families().stream()
                .filter(family -> family != address.family())
                .findFirst();
        Optional<ForwardingMethod> method = front.method().filter(known -> !known.crossesFamilies());
        if (other.isEmpty() || method.isEmpty()) {
            return true;
        }
        String vip = name(other.get());
        String server = name(address.family());
        String mend = front.families().size() == 1 ? "use an " + vip + " address" : "make two services of it";
        problems.add(
                node,
                Values.kebab(method.get()) + " can't serve an " + vip + " VIP by an " + server + " server",
                mend + ", or 'forwarding: full-nat' or 'tunnelling'");
        return false;
    }

    private static String name(Family family) {
        return family == Family.IPV4 ? "IPv4" : "IPv6";
    }

    boolean fits(int port, Node node) {
        boolean fits = port == Match.ANY_PORT || fixedPorts.isEmpty() || fixedPorts.equals(Set.of(Ports.of(port)));
        if (!fits) {
            problems.add(node, mapper() + " can't map " + own() + " to " + port, mendOfPort());
        }
        return fits;
    }

    /** What can't map: the method, or NAT where only it is asked too much. */
    private String mapper() {
        return Values.kebab(front.method().orElse(ForwardingMethod.NAT));
    }

    private String own() {
        String protocol = isSctp() ? " of SCTP" : "";
        return fixedPort().map(port -> "port " + port + protocol).orElse("several ports" + protocol);
    }

    private String mendOfPort() {
        String leave = fixedPort()
                .map(port -> "write 'port: " + port + "' or leave it out")
                .orElse("leave it out, or write 'port: any': each packet keeps the port that it came to");
        return isSctp() ? leave : leave + ", or use 'forwarding: nat'";
    }

    private Optional<Integer> fixedPort() {
        return fixedPorts.stream()
                .filter(ports -> fixedPorts.size() == 1 && ports.isOne())
                .map(Ports::first)
                .findFirst();
    }

    private boolean isSctp() {
        return front.matches().stream().anyMatch(match -> !match.protocol().mapsPorts());
    }
}
