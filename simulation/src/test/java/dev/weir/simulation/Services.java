package dev.weir.simulation;

import dev.weir.model.Endpoint;
import dev.weir.model.ForwardingMethod;
import dev.weir.model.IpAddress;
import dev.weir.model.Protocol;
import dev.weir.model.RealServer;
import dev.weir.model.Scheduler;
import dev.weir.model.ServiceKey;
import dev.weir.model.VirtualService;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Services for tests, with servers 10.0.0.1 and on. */
final class Services {
    static final ServiceKey KEY = new ServiceKey(Endpoint.parse("192.0.2.10:80"), Protocol.TCP);

    /** Few enough flows that a test takes no time. */
    static final Workload SMALL = new Workload(20_000, 5_000, 200, 1);

    private Services() {}

    /** A server for each weight. */
    static VirtualService service(Scheduler scheduler, int... weights) {
        List<RealServer> servers = IntStream.range(0, weights.length)
                .mapToObj(i -> new RealServer(endpoint(i), weights[i]))
                .toList();
        return new VirtualService(KEY, scheduler, ForwardingMethod.NAT, servers);
    }

    static VirtualService equal(Scheduler scheduler, int servers) {
        int[] weights = new int[servers];
        Arrays.fill(weights, 1);
        return service(scheduler, weights);
    }

    /** The server at {@code index}, from 0. */
    static Endpoint endpoint(int index) {
        return new Endpoint(IpAddress.ofIpv4(0x0a00_0001 + index), 80);
    }

    static VirtualService without(VirtualService service, int index) {
        return service.withServers(service.servers().stream()
                .filter(server -> !server.endpoint().equals(endpoint(index)))
                .toList());
    }

    static VirtualService withServer(VirtualService service, int index, RealServer server) {
        return service.withServers(IntStream.range(0, service.servers().size())
                .mapToObj(i -> i == index ? server : service.servers().get(i))
                .toList());
    }

    static Simulation simulation(VirtualService before, VirtualService after) {
        return new Simulation(List.of(before), List.of(after), Set.of(KEY), SMALL);
    }

    static Forecast.OfService forecast(VirtualService before, VirtualService after) {
        return simulation(before, after).forecast().services().getFirst();
    }
}
