package dev.weir.testing;

import dev.weir.model.Endpoint;
import dev.weir.model.Family;
import dev.weir.model.ForwardingMethod;
import dev.weir.model.IpAddress;
import dev.weir.model.Protocol;
import dev.weir.model.RealServer;
import dev.weir.model.Scheduler;
import dev.weir.model.ServiceKey;
import dev.weir.model.VirtualService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Draws services of one VIP and port, without options. */
final class PlainServices {
    private final RandomGenerator random;

    PlainServices(RandomGenerator random) {
        this.random = random;
    }

    VirtualService service() {
        Family family = oneOf(Family.values());
        Endpoint vip = new Endpoint(address(family, "192.0.2.", "2001:db8::"), oneOf(53, 80));
        ForwardingMethod method = oneOf(ForwardingMethod.values());
        return new VirtualService(
                new ServiceKey(vip, oneOf(Protocol.TCP, Protocol.UDP)),
                oneOf(Scheduler.RR, Scheduler.WRR, Scheduler.LC, Scheduler.WLC, Scheduler.SH, Scheduler.MH),
                method,
                servers(vip, method));
    }

    private List<RealServer> servers(Endpoint vip, ForwardingMethod method) {
        Map<Endpoint, RealServer> servers = new LinkedHashMap<>();
        int count = random.nextInt(RandomStates.MAX_SERVERS + 1);
        for (int i = 0; i < count; i++) {
            Family family = method.crossesFamilies()
                    ? oneOf(Family.values())
                    : vip.address().family();
            int port = method.mapsPorts() ? oneOf(vip.port(), 8080) : vip.port();
            Endpoint endpoint = new Endpoint(address(family, "10.0.0.", "fd00::"), port);
            servers.put(endpoint, new RealServer(endpoint, random.nextInt(4)));
        }
        return new ArrayList<>(servers.values());
    }

    private IpAddress address(Family family, String ipv4Prefix, String ipv6Prefix) {
        String prefix = family == Family.IPV4 ? ipv4Prefix : ipv6Prefix;
        return IpAddress.parse(prefix + (1 + random.nextInt(8)));
    }

    @SafeVarargs
    private <T> T oneOf(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
