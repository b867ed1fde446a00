package dev.weir.lab.verify;

import dev.weir.api.Service;
import dev.weir.api.Traffic;
import dev.weir.lab.DirectorProcess;
import dev.weir.lab.Target;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a director had counted for every virtual service at one time, as its API tells it.
 *
 * @param services by protocol and VIP
 */
record ServiceCounters(Map<String, Traffic> services) {
    private static final Traffic NONE = new Traffic(0, 0, 0, 0, 0);

    ServiceCounters {
        services = Map.copyOf(services);
    }

    static ServiceCounters of(DirectorProcess director) {
        return director.ask(api -> new ServiceCounters(api.services().services().stream()
                .collect(Collectors.toMap(service -> service.protocol() + " " + service.vip(), Service::traffic))));
    }

    Traffic traffic(Target target) {
        return services.getOrDefault(target.protocol() + " " + target.address(), NONE);
    }

    long connections() {
        return services.values().stream().mapToLong(Traffic::connections).sum();
    }
}
