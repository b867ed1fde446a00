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
 * @param vip with the port, as clients know it
 * @param lines keys and values, {@code scheduler: rr}
 * @param servers likewise, what stands within each server's braces
 */
record ServiceText(Endpoint vip, List<String> lines, List<String> servers) {
    ServiceText {
        lines = List.copyOf(lines);
        servers = List.copyOf(servers);
    }

    /** The web by NAT, without servers. */
    static ServiceText web(String scheduler) {
        return web(TrialAddresses.VIP, scheduler);
    }

    static ServiceText web(IpAddress vip, String scheduler) {
        Endpoint service = new Endpoint(vip, WebPages.PORT);
        return new ServiceText(service, List.of("scheduler: " + scheduler), List.of());
    }

    /** One more line, or several. */
    ServiceText with(String... more) {
        List<String> all = new ArrayList<>(lines);
        all.addAll(List.of(more));
        return new ServiceText(vip, all, servers);
    }

    /** s1, s2 and s3 with these weights. */
    ServiceText weights(int... weights) {
        ServiceText text = this;
        for (int i = 0; i < weights.length; i++) {
            text = text.server(Host.LAN_SERVERS.get(i), "weight: " + weights[i]);
        }
        return text;
    }

    /** One server more, at nginx's second port; {@code words} stand in the file behind its address. */
    ServiceText server(Host host, String words) {
        return server(host, WebPages.MAPPED_PORT, words);
    }

    ServiceText server(Host host, int port, String words) {
        Family family = vip.address().family();
        List<String> all = new ArrayList<>(servers);
        all.add("address: \"%s\", port: %d%s"
                .formatted(host.address(family), port, words.isEmpty() ? "" : ", " + words));
        return new ServiceText(vip, lines, all);
    }

    /** As an item of the file's services. */
    String yaml() {
        StringBuilder text = new StringBuilder("  - vip: \"%s\"%n    port: %d%n".formatted(vip.address(), vip.port()));
        lines.forEach(line -> text.append("    ").append(line).append('\n'));
        text.append("    servers:\n");
        servers.forEach(server -> text.append("      - {").append(server).append("}\n"));
        return text.toString();
    }
}
