package dev.weir.simulation;

import dev.weir.model.ServiceFlag;
import dev.weir.model.VirtualService;
import java.util.Arrays;

/**
 * How the flows of a {@link Workload} spread over a service in the long run. Flows arrive one after the other, and each
 * stays until as many have come after it as the service holds at once; so that number is the same at any moment, and
 * what schedulers weigh is steady. Counting begins when the service holds so many for the first time. A service that
 * schedules single packets holds none.
 */
final class SteadyState {
    private final long[] flowsOf;
    private final long flows;

    private SteadyState(int servers, long flows) {
        this.flowsOf = new long[servers];
        this.flows = flows;
    }

    static SteadyState of(VirtualService service, Workload workload) {
        SteadyState state = new SteadyState(service.servers().size(), workload.flows());
        boolean holdsNone = service.options().has(ServiceFlag.ONE_PACKET);
        state.run(
                new ModelService(service, workload.seed()),
                new FlowSource(service, workload),
                new int[holdsNone ? 1 : Math.max(1, workload.held())]);
        return state;
    }

    /** {@code held} has the servers of the flows that are there, the oldest where the next one comes to stand. */
    private void run(ModelService service, FlowSource source, int[] held) {
        Arrays.fill(held, Pool.NONE);
        Flow flow = new Flow();
        int next = 0;
        for (long arrived = -held.length; arrived < flows; arrived++) {
            if (held[next] != Pool.NONE) {
                service.end(held[next]);
            }
            source.next(flow);
            int server = service.begin(flow);
            held[next] = server;
            next = next + 1 == held.length ? 0 : next + 1;
            if (arrived >= 0 && server != Pool.NONE) {
                flowsOf[server]++;
            }
        }
    }

    /** Flows that the server in this place of the service's list got. */
    long flowsOf(int server) {
        return flowsOf[server];
    }

    /** Flows that no server took. */
    long refused() {
        return flows - Arrays.stream(flowsOf).sum();
    }

    /** A server's part of all flows, 0 to 1. */
    double share(int server) {
        return (double) flowsOf[server] / flows;
    }
}
