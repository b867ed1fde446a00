package dev.weir.testing;

import dev.weir.dataplane.ServerKey;
import dev.weir.model.Capacity;
import dev.weir.model.DesiredState;
import dev.weir.model.DirectorSettings;
import dev.weir.model.Endpoint;
import dev.weir.model.Family;
import dev.weir.model.ForwardingMethod;
import dev.weir.model.IpAddress;
import dev.weir.model.MacAddress;
import dev.weir.model.NextHop;
import dev.weir.model.Protocol;
import dev.weir.model.RealServer;
import dev.weir.model.Scheduler;
import dev.weir.model.ServiceKey;
import dev.weir.model.Timeouts;
import dev.weir.model.VirtualService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Draws valid states at random, from so few addresses and ports that two of them have much in common: some
 * services and servers the same, some altered, some in one only.
 */
public final class RandomStates {
    /** No state has more services. */
    public static final int MAX_SERVICES = 8;

    /** No service has more servers. */
    public static final int MAX_SERVERS = 6;

    private final RandomGenerator random;

    public RandomStates(RandomGenerator random) {
        this.random = random;
    }

    public DesiredState state() {
        Map<ServiceKey, VirtualService> services = new LinkedHashMap<>();
        int count = random.nextInt(MAX_SERVICES + 1);
        for (int i = 0; i < count; i++) {
            VirtualService service = service();
            services.put(service.key(), service);
        }
        DirectorSettings settings = new DirectorSettings(List.of("eth0"), Capacity.DEFAULT, Timeouts.DEFAULT);
        return new DesiredState(1, settings, List.copyOf(services.values()));
    }

    public VirtualService service() {
        Family family = oneOf(Family.values());
        Endpoint vip = new Endpoint(address(family, "192.0.2.", "2001:db8::"), oneOf(53, 80));
        ServiceKey key = new ServiceKey(vip, oneOf(Protocol.TCP, Protocol.UDP));
        ForwardingMethod method = oneOf(ForwardingMethod.values());
        return new VirtualService(
                key,
                oneOf(Scheduler.RR, Scheduler.WRR, Scheduler.LC, Scheduler.WLC, Scheduler.SH, Scheduler.MH),
                method,
                servers(vip, method));
    }

    private List<RealServer> servers(Endpoint vip, ForwardingMethod method) {
        Map<Endpoint, RealServer> servers = new LinkedHashMap<>();
        int count = random.nextInt(MAX_SERVERS + 1);
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

    /** A way to most of the servers of {@code state}: to one in eight none is known. */
    public Map<ServerKey, NextHop> waysTo(DesiredState state) {
        Map<ServerKey, NextHop> ways = new HashMap<>();
        for (VirtualService service : state.services()) {
            for (RealServer server : service.servers()) {
                if (random.nextInt(8) != 0) {
                    ways.put(new ServerKey(service.key(), server.endpoint()), nextHop());
                }
            }
        }
        return ways;
    }

    public NextHop nextHop() {
        int neighbour = 1 + random.nextInt(3);
        return new NextHop(
                2,
                new MacAddress(0x02_00_00_00_00_feL),
                new MacAddress(0x02_00_00_00_01_00L + neighbour),
                IpAddress.parse("10.0.0.254"),
                1500);
    }

    /** One of {@code choices}, each as likely. */
    @SafeVarargs
    public final <T> T oneOf(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
