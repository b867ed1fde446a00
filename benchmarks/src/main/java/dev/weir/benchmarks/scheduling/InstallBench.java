package dev.weir.benchmarks.scheduling;

import dev.weir.dataplane.Plan;
import dev.weir.dataplane.Planner;
import dev.weir.dataplane.ServerKey;
import dev.weir.dataplane.kernel.KernelDataPlane;
import dev.weir.dataplane.kernel.KernelPlaneOptions;
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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Changes one server's weight again and again in a {@link LargePool} that the kernel holds, and takes the time of each
 * change: the new table is built, written beside the old and put into force. Nothing is attached to an interface.
 */
final class InstallBench implements AutoCloseable {
    private static final Path PINS = Path.of("/sys/fs/bpf/weir-bench-scheduling");
    private static final Capacity CAPACITY = new Capacity(16, 2_048, 1_024, 16_777_216);
    private static final ServiceKey KEY = new ServiceKey(Endpoint.parse("192.0.2.10:80"), Protocol.TCP);
    private static final NextHop WAY = new NextHop(
            1,
            new MacAddress(0x02_00_00_00_00_feL),
            new MacAddress(0x02_00_00_00_00_01L),
            IpAddress.parse("10.0.0.254"),
            1500);
    private static final double NANOS_PER_MILLI = 1e6;

    private final KernelDataPlane plane;
    private final List<RealServer> servers = new ArrayList<>(LargePool.servers());
    private final Map<ServerKey, NextHop> ways = new HashMap<>();

    private InstallBench(KernelDataPlane plane) {
        this.plane = plane;
        servers.forEach(server -> ways.put(new ServerKey(KEY, server.endpoint()), WAY));
    }

    /**
     * Milliseconds that each of the changes took.
     *
     * @param changes how many are measured, after as many that are not
     */
    static List<Double> run(Scheduler scheduler, int changes) {
        KernelDataPlane.detach(PINS);
        KernelPlaneOptions options = new KernelPlaneOptions(PINS, List.of(), CAPACITY, Timeouts.DEFAULT, new byte[16]);
        try (InstallBench bench = new InstallBench(KernelDataPlane.open(options))) {
            bench.plane.apply(bench.plan(scheduler));
            List<Double> millis = new ArrayList<>();
            for (int i = 0; i < 2 * changes; i++) {
                millis.add(bench.change(scheduler, i % LargePool.SERVERS));
            }
            return millis.subList(changes, 2 * changes);
        }
    }

    private Plan plan(Scheduler scheduler) {
        DirectorSettings settings = new DirectorSettings(List.of("lo"), CAPACITY, Timeouts.DEFAULT);
        VirtualService service = new VirtualService(KEY, scheduler, ForwardingMethod.NAT, servers);
        return Planner.plan(new DesiredState(1, settings, List.of(service)), ways, plane.observe());
    }

    private double change(Scheduler scheduler, int server) {
        servers.set(server, servers.get(server).withWeight(servers.get(server).weight() + 1));
        Plan plan = plan(scheduler);
        if (plan.changes().size() != 1) {
            throw new IllegalStateException("a change of one weight became " + plan);
        }
        long begin = System.nanoTime();
        plane.apply(plan);
        return (System.nanoTime() - begin) / NANOS_PER_MILLI;
    }

    @Override
    public void close() {
        plane.close();
        KernelDataPlane.detach(PINS);
    }
}
