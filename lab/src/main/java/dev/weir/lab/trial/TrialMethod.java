package dev.weir.lab.trial;

import dev.weir.lab.TrialAddresses;
import dev.weir.lab.network.Host;
import dev.weir.model.Family;
import dev.weir.model.IpAddress;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A forwarding method as trials know it: in the cluster file's words, with VIPs and real servers that suit it. */
enum TrialMethod {
    NAT("nat"),
    TUNNELLING("tunnelling"),
    DIRECT_ROUTING("direct-routing");

    private final String yaml;

    TrialMethod(String yaml) {
        this.yaml = yaml;
    }

    String yaml() {
        return yaml;
    }

    IpAddress vip(Family family) {
        boolean ipv4 = family == Family.IPV4;
        return switch (this) {
            case NAT -> ipv4 ? TrialAddresses.VIP : TrialAddresses.VIP_IPV6;
            case TUNNELLING -> ipv4 ? TrialAddresses.TUNNELLED : TrialAddresses.TUNNELLED_IPV6;
            case DIRECT_ROUTING -> ipv4 ? TrialAddresses.DIRECT : TrialAddresses.DIRECT_IPV6;
        };
    }

    List<Host> servers() {
        return this == TUNNELLING ? Host.REMOTE_SERVERS : Host.LAN_SERVERS;
    }

    /** So many requests for each server. */
    Map<String, Integer> each(int requests) {
        return servers().stream().collect(Collectors.toMap(Host::label, _ -> requests));
    }
}
