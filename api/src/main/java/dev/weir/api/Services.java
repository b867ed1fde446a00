package dev.weir.api;

import java.util.List;

/** The answer of {@code GET /api/v1/services}: every virtual service, in the cluster file's order. */
public record Services(List<Service> services) {
    public Services {
        services = List.copyOf(services);
    }
}
