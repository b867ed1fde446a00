package dev.weir.dataplane.kernel;

import dev.weir.dataplane.DataPlane;
import dev.weir.dataplane.Plan;
import dev.weir.dataplane.Planner;
import dev.weir.dataplane.ServerKey;
import dev.weir.model.Capacity;
import dev.weir.model.DesiredState;
import dev.weir.model.DirectorSettings;
import dev.weir.model.Endpoint;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Services for tests, numbered, with a known way to each of their servers. */
final class Pool {
    /** The loopback interface, where test packets come in. */
    static final int INTERFACE = 1;

    private Pool() {}

    static ServiceKey key(int service) {
        IpAddress vip = IpAddress.ofIpv4(0xc0_00_02_00 + service / 4);
        return new ServiceKey(new Endpoint(vip, 80 + service % 4), Protocol.TCP);
    }

    static RealServer server(int number, int weight) {
        return new RealServer(new Endpoint(IpAddress.ofIpv4(0x0a_00_00_00 + number), 8080), weight);
    }

    /** A NAT service whose servers, numbered from 1, have these weights. */
    static VirtualService service(int number, Scheduler scheduler, int... weights) {
        List<RealServer> servers = IntStream.range(0, weights.length)
                .mapToObj(i -> server(i + 1, weights[i]))
                .toList();
        return new VirtualService(key(number), scheduler, ForwardingMethod.NAT, servers);
    }

    static Map<ServerKey, NextHop> ways(List<VirtualService> services) {
        Map<ServerKey, NextHop> ways = new HashMap<>();
        for (VirtualService service : services) {
            for (RealServer server : service.servers()) {
                ways.put(new ServerKey(service.key(), server.endpoint()), way(1));
            }
        }
        return ways;
    }

    static NextHop way(int neighbour) {
        return new NextHop(
                INTERFACE,
                new MacAddress(0x02_00_00_00_00_feL),
                new MacAddress(0x02_00_00_00_01_00L + neighbour),
                IpAddress.parse("10.0.0.254"),
                1500);
    }

    static Plan plan(DataPlane plane, List<VirtualService> services) {
        return plan(plane, services, ways(services));
    }

    private static Plan plan(DataPlane plane, List<VirtualService> services, Map<ServerKey, NextHop> ways) {
        DirectorSettings settings = new DirectorSettings(List.of("eth0"), Capacity.DEFAULT, Timeouts.DEFAULT);
        return Planner.plan(new DesiredState(1, settings, services), ways, plane.observe());
    }

    /** Likewise, while the way to one server isn't known. */
    static void applyWithout(DataPlane plane, ServerKey unreachable, VirtualService... services) {
        Map<ServerKey, NextHop> ways = ways(List.of(services));
        ways.remove(unreachable);
        plane.apply(plan(plane, List.of(services), ways));
    }

    /** Plans and applies; these services, and no others, are held then. */
    static void apply(DataPlane plane, VirtualService... services) {
        plane.apply(plan(plane, List.of(services)));
    }
}
