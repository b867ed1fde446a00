package dev.weir.dataplane.kernel;

import dev.weir.dataplane.Planner;
import dev.weir.model.Capacity;
import dev.weir.model.DesiredState;
import dev.weir.model.DirectorSettings;
import dev.weir.model.Endpoint;
import dev.weir.model.ForwardingMethod;
import dev.weir.model.IpAddress;
import dev.weir.model.Protocol;
import dev.weir.model.RealServer;
import dev.weir.model.Scheduler;
import dev.weir.model.ServiceKey;
import dev.weir.model.ServiceOptions;
import dev.weir.model.Timeouts;
import dev.weir.model.VirtualService;
import dev.weir.scheduling.SlotScheduler;
import dev.weir.scheduling.choice.Choice;
import dev.weir.scheduling.choice.Load;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Where the packet path and its model are asked the same: a plane with one service at a time, of a random pool under random
 * loads.
 */
final class SchedulerStage implements AutoCloseable {
    /** Servers of the pools. */
    static final List<Integer> SIZES = List.of(1, 2, 3, 10, 100, 1_000);

    private static final byte[] SECRET = new byte[16];
    private static final Capacity CAPACITY = new Capacity(64, 4_096, 65_536, 1_048_576);

    private final TestStage stage = TestStage.set();
    private final KernelDataPlane plane = stage.open(stage.options(CAPACITY, TestStage.INTERFACES));
    private final Traffic traffic = new Traffic(stage);
    private final KernelLoads loads = new KernelLoads(stage);

    Traffic traffic() {
        return traffic;
    }

    KernelLoads loads() {
        return loads;
    }

    static ClientHash hash() {
        return new ClientHash(LayoutDigest.sha256(SECRET));
    }

    /** Schedulers by destination get a service for any address. */
    VirtualService hold(Scheduler scheduler, ServiceOptions options, List<RealServer> pool) {
        boolean isForCaches = scheduler == Scheduler.DH || scheduler == Scheduler.LBLC || scheduler == Scheduler.LBLCR;
        IpAddress vip = isForCaches ? IpAddress.ofIpv4(0) : IpAddress.ofIpv4(0xc0_00_02_01);
        ServiceKey key = new ServiceKey(new Endpoint(vip, 100 + pool.size()), Protocol.TCP);
        VirtualService service = new VirtualService(key, scheduler, ForwardingMethod.NAT, pool, options);
        DirectorSettings settings = new DirectorSettings(List.of("eth0"), CAPACITY, Timeouts.DEFAULT);
        plane.apply(Planner.plan(
                new DesiredState(1, settings, List.of(service)), Pool.ways(List.of(service)), plane.observe()));
        loads.look();
        return service;
    }

    static Choice model(VirtualService service) {
        int[] slots = SlotScheduler.of(service.scheduler(), SECRET).slots(service.servers());
        return Choice.of(service.scheduler(), service.options(), slots);
    }

    /** How many slots the service has. */
    static int slots(VirtualService service) {
        return SlotScheduler.of(service.scheduler(), SECRET).slots(service.servers()).length;
    }

    /** Some are quiesced, some start slowly; the last never is quiesced. */
    static List<RealServer> pool(int size, Random random) {
        return IntStream.range(0, size)
                .mapToObj(i -> {
                    int weight = i == size - 1 ? 1 : random.nextInt(8);
                    int ramp = random.nextInt(4) == 0 ? 1 + random.nextInt(100) : RealServer.FULL_RAMP;
                    return new RealServer(endpoint(size, i), weight).withRamp(ramp);
                })
                .toList();
    }

    static List<RealServer> equalPool(int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> new RealServer(endpoint(size, i), 1))
                .toList();
    }

    private static Endpoint endpoint(int size, int server) {
        return new Endpoint(IpAddress.ofIpv4(0x0a_00_00_01 + (size << 12) + server), 8080);
    }

    /** Few active connections, so that there are idle servers, equal ones and overloaded ones; a third is full. */
    static List<Load> randomLoads(VirtualService service, Random random) {
        int busiest = 1 + random.nextInt(12);
        return service.servers().stream()
                .map(server -> Load.of(server, random.nextInt(busiest), 1_000 + random.nextInt(600))
                        .withFull(random.nextInt(3) == 0)
                        .withLatency(random.nextInt(3) * 1_000L, Duration.ofSeconds(5 + 10L * random.nextInt(4))))
                .toList();
    }

    @Override
    public void close() {
        loads.close();
        traffic.close();
        plane.close();
        stage.close();
    }
}
