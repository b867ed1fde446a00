package dev.weir.api;

import java.util.List;

/**
 * The answer of {@code GET /api/v1/servers}: every real server of every service, a service's servers together, in
 * the cluster file's order.
 */
public record Servers(List<Server> servers) {
    public Servers {
        servers = List.copyOf(servers);
    }
}
