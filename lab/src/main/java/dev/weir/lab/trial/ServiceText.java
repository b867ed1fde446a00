package dev.weir.lab.trial;

import dev.weir.lab.TrialAddresses;
import dev.weir.lab.network.Host;
import dev.weir.lab.servers.WebPages;
import dev.weir.model.Endpoint;
import dev.weir.model.Family;
import dev.weir.model.IpAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * A service of a trial, in the cluster file's words.
 *
 * @param vip with the port, as clients know it; 0 is any
 * @param port in the file's words: a port, {@code any} or a range
 * @param lines keys and values, {@code scheduler: rr}
 * @param servers likewise, what stands within each server's braces
 */
record ServiceText(Endpoint vip, String port, List<String> lines, List<String> servers) {
    ServiceText {
        lines = List.copyOf(lines);
        servers = List.copyOf(servers);
    }

    /** The web by NAT, without servers. */
    static ServiceText web(String scheduler) {
        return web(TrialAddresses.VIP, scheduler);
    }

    static ServiceText web(IpAddress vip, String scheduler) {
        return at(vip, Integer.toString(WebPages.PORT), scheduler);
    }

    /** Without servers, by NAT. */
    static ServiceText at(IpAddress vip, String port, String scheduler) {
        int first = port.equals("any") ? 0 : Integer.parseInt(port.split("-", -1)[0]);
        return new ServiceText(new Endpoint(vip, first), port, List.of("scheduler: " + scheduler), List.of());
    }

    /** One more line, or several. */
    ServiceText with(String... more) {
        List<String> all = new ArrayList<>(lines);
        all.addAll(List.of(more));
        return new ServiceText(vip, port, all, servers);
    }

    /** s1, s2 and s3, or the first of them, with these weights, at nginx's second port. */
    ServiceText weights(int... weights) {
        return weightsAt(WebPages.MAPPED_PORT, weights);
    }

    /** Likewise, at {@code port}. */
    ServiceText weightsAt(int port, int... weights) {
        ServiceText text = this;
        for (int i = 0; i < weights.length; i++) {
            text = text.serverAt(Host.LAN_SERVERS.get(i), Integer.toString(port), "weight: " + weights[i]);
        }
        return text;
    }

    /** One server more, at nginx's second port; {@code words} stand in the file behind its address. */
    ServiceText server(Host host, String words) {
        return serverAt(host, Integer.toString(WebPages.MAPPED_PORT), words);
    }

    /** s1, s2 and s3 at a port, or {@code any}, with the same words. */
    ServiceText serversAt(String port, String words) {
        ServiceText text = this;
        for (Host host : Host.LAN_SERVERS) {
            text = text.serverAt(host, port, words);
        }
        return text;
    }

    /** s1, s2 and s3 at nginx's second port, with the same words. */
    ServiceText servers(String words) {
        return serversAt(Integer.toString(WebPages.MAPPED_PORT), words);
    }

    /** The real servers of a forwarding method, at a port or {@code any}. */
    ServiceText serversOf(TrialMethod method, String port) {
        ServiceText text = with("forwarding: " + method.yaml());
        for (Host host : method.servers()) {
            text = text.serverAt(host, port, "");
        }
        return text;
    }

    private ServiceText serverAt(Host host, String port, String words) {
        Family family = vip.address().family();
        List<String> all = new ArrayList<>(servers);
        all.add("address: \"%s\", port: %s%s"
                .formatted(host.address(family), port, words.isEmpty() ? "" : ", " + words));
        return new ServiceText(vip, this.port, lines, all);
    }

    /** As an item of the file's services. */
    String yaml() {
        StringBuilder text = new StringBuilder("  - vip: \"%s\"%n    port: %s%n".formatted(vip.address(), port));
        lines.forEach(line -> text.append("    ").append(line).append('\n'));
        text.append("    servers:\n");
        servers.forEach(server -> text.append("      - {").append(server).append("}\n"));
        return text.toString();
    }
}
