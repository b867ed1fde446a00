package dev.weir.config;

import dev.weir.model.IpAddress;
import dev.weir.model.LocalPool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Binds the addresses and ports that full NAT sends from. */
final class LocalPoolBinder {
    static final List<String> KEYS = List.of("addresses", "ports");

    private final Problems problems;
    private final Values values;

    LocalPoolBinder(Problems problems) {
        this.problems = problems;
        this.values = new Values(problems);
    }

    Optional<LocalPool> bind(Node node) {
        return Section.read(node, "'local'", KEYS, problems).map(section -> {
            List<IpAddress> addresses = section.require("addresses", "[10.0.0.2]")
                    .map(this::addresses)
                    .orElse(List.of());
            Ports ports = section.find("ports")
                    .flatMap(this::ports)
                    .orElse(new Ports(LocalPool.FIRST_PORT, LocalPool.LAST_PORT));
            return new LocalPool(addresses, ports.first(), ports.last());
        });
    }

    private List<IpAddress> addresses(Node list) {
        List<IpAddress> addresses = new ArrayList<>();
        for (Node element : Section.elements(list, "addresses", problems)) {
            values.address(element, "address")
                    .filter(address -> isNew(element, address, addresses))
                    .ifPresent(addresses::add);
        }
        if (addresses.size() > LocalPool.MAX_ADDRESSES) {
            problems.add(
                    list, addresses.size() + " local addresses are more than " + LocalPool.MAX_ADDRESSES, "use fewer");
            return List.of();
        }
        return addresses;
    }

    private boolean isNew(Node node, IpAddress address, List<IpAddress> addresses) {
        if (addresses.contains(address)) {
            problems.add(node, "local address " + address + " stands twice", "remove one of the two");
            return false;
        }
        return true;
    }

    private Optional<Ports> ports(Node node) {
        Optional<Ports> ports = Ports.read(node, values);
        if (ports.filter(known -> known.first() == 0).isPresent()) {
            problems.add(node, "local ports must be named", "write a range, such as 'ports: 1024-65535'");
            return Optional.empty();
        }
        return ports;
    }
}
