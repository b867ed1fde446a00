package dev.weir.monitor;

import static dev.weir.monitor.Wire.kebab;

import dev.weir.api.Server;
import dev.weir.api.Service;
import dev.weir.api.ServiceDelivery;
import dev.weir.api.ServiceProtection;
import dev.weir.dataplane.ServerKey;
import dev.weir.dataplane.Statistics;
import dev.weir.dataplane.Statistics.ServerLoad;
import dev.weir.dataplane.Statistics.ServiceLoad;
import dev.weir.director.DirectorStatus;
import dev.weir.director.DirectorStatus.UnresolvedServer;
import dev.weir.model.Delivery;
import dev.weir.model.IpAddress;
import dev.weir.model.Limits;
import dev.weir.model.Match;
import dev.weir.model.Persistence;
import dev.weir.model.Protection;
import dev.weir.model.RealServer;
import dev.weir.model.ServiceOptions;
import dev.weir.model.VirtualService;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Services and servers as the API tells them. */
final class ServicesWire {
    private ServicesWire() {}

    static Service service(VirtualService service, Statistics statistics) {
        ServiceLoad load = statistics.services().getOrDefault(service.key(), ServiceLoad.NONE);
        return new Service(
                kebab(service.key().protocol()),
                service.key().vip().toString(),
                kebab(service.scheduler()),
                kebab(service.method()),
                options(service),
                service.servers().size(),
                load.connections(),
                load.persistentClients(),
                Wire.traffic(load.traffic()));
    }

    private static dev.weir.api.ServiceOptions options(VirtualService service) {
        ServiceOptions options = service.options();
        Limits limits = options.limits();
        return new dev.weir.api.ServiceOptions(
                service.matches().stream().map(ServicesWire::match).toList(),
                options.flags().stream().sorted().map(Wire::kebab).toList(),
                options.boundedLoad(),
                seconds(options.slowStart()),
                options.persistence()
                        .map(persistence -> seconds(persistence.timeout()))
                        .orElse(0.0),
                options.persistence().map(Persistence::ipv4Prefix).orElse(0),
                options.persistence().map(Persistence::ipv6Prefix).orElse(0),
                limits.connections(),
                limits.clientConnections(),
                limits.clientRate(),
                limits.ipv4Prefix(),
                limits.ipv6Prefix(),
                delivery(options.delivery()),
                protection(options.protection()));
    }

    private static ServiceDelivery delivery(Delivery delivery) {
        String mss = switch (delivery.mss()) {
            case Delivery.MSS_KEPT -> "kept";
            case Delivery.MSS_AUTO -> "auto";
            default -> String.valueOf(delivery.mss());
        };
        return new ServiceDelivery(
                Wire.kebab(delivery.encapsulation().kind()),
                delivery.encapsulation().port(),
                Wire.kebab(delivery.clientNotice()),
                mss);
    }

    private static ServiceProtection protection(Protection protection) {
        String cookies = switch (protection.synCookies()) {
            case Protection.NEVER -> "never";
            case Protection.ALWAYS -> "always";
            default -> String.valueOf(protection.synCookies());
        };
        return new ServiceProtection(Wire.kebab(protection.stray()), cookies);
    }

    private static String match(Match match) {
        String range = match.firstPort() == match.lastPort() ? "" : "-" + match.lastPort();
        return Wire.words(match.key()) + range;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }

    /** The servers of one service. */
    static Stream<Server> servers(VirtualService service, DirectorStatus status, Statistics statistics) {
        Set<IpAddress> unreachable =
                status.unresolved().stream().map(UnresolvedServer::server).collect(Collectors.toSet());
        return service.servers().stream().map(server -> {
            boolean reachable = !unreachable.contains(server.endpoint().address());
            return server(service, server, reachable, status, statistics);
        });
    }

    private static Server server(
            VirtualService service,
            RealServer server,
            boolean reachable,
            DirectorStatus status,
            Statistics statistics) {
        ServerKey key = new ServerKey(service.key(), server.endpoint());
        ServerLoad load = statistics.servers().getOrDefault(key, ServerLoad.NONE);
        return new Server(
                kebab(service.key().protocol()),
                service.key().vip().toString(),
                kebab(service.scheduler()),
                server.endpoint().toString(),
                kebab(service.method()),
                status.setWeights().getOrDefault(key, server.weight()),
                server.weight(),
                status.setWeights().containsKey(key),
                status.ramps().getOrDefault(key, RealServer.FULL_RAMP),
                kebab(server.role()),
                server.thresholds().upper(),
                server.thresholds().effectiveLower(),
                load.isFull(),
                reachable,
                load.activeConnections(),
                load.inactiveConnections(),
                load.persistentClients(),
                load.latency().map(latency -> latency.toNanos() / 1e6).orElse(0.0),
                Wire.traffic(load.traffic()));
    }
}
