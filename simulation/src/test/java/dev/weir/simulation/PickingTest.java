package dev.weir.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.model.IpAddress;
import dev.weir.model.RealServer;
import dev.weir.model.Scheduler;
import dev.weir.model.ServerRole;
import dev.weir.model.ServiceFlag;
import dev.weir.model.ServiceOptions;
import dev.weir.model.Thresholds;
import dev.weir.model.VirtualService;
import dev.weir.scheduling.choice.Arrival;
import dev.weir.scheduling.choice.Choice;
import dev.weir.scheduling.choice.Load;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes and goes, the simulation picks the server that the reference picks, which the C is tested against. */
class PickingTest {
    private static final int SEEDS = 5;
    private static final int FLOWS = 2_000;
    private static final int DESTINATIONS = 5;

    static Stream<Arguments> services() {
        Stream<Arguments> plain =
                Stream.of(Scheduler.values()).map(scheduler -> Arguments.of(scheduler, ServiceOptions.DEFAULT));
        ServiceOptions fallback = ServiceOptions.DEFAULT.withFlag(ServiceFlag.FALLBACK);
        return Stream.concat(
                plain,
                Stream.of(
                        Arguments.of(Scheduler.SH, fallback),
                        Arguments.of(Scheduler.MH, fallback),
                        Arguments.of(Scheduler.MH, ServiceOptions.DEFAULT.withBoundedLoad(110))));
    }

    @ParameterizedTest
    @MethodSource("services")
    void itIsTheReferences(Scheduler scheduler, ServiceOptions options) {
        for (int seed = 1; seed <= SEEDS; seed++) {
            new Race(pool(scheduler, options, new SplittableRandom(seed)), seed).run();
        }
    }

    private static VirtualService pool(Scheduler scheduler, ServiceOptions options, SplittableRandom random) {
        List<RealServer> servers = IntStream.range(0, 1 + random.nextInt(20))
                .mapToObj(i -> new RealServer(
                        Services.endpoint(random.nextInt(100) * 100 + i),
                        random.nextInt(12),
                        random.nextInt(3) == 0 ? new Thresholds(6, 3) : Thresholds.NONE,
                        ServerRole.REGULAR,
                        1 + random.nextInt(100)))
                .toList();
        return Services.service(scheduler).withServers(servers).withOptions(options);
    }

    /** The two side by side on one pool, flows coming and going at random. */
    private static final class Race {
        final SplittableRandom random;
        final Scheduler scheduler;
        final List<RealServer> servers;
        final Pool pool;
        final FlowHash hash;
        final Picking picking;
        final Choice reference;
        final List<Integer> held = new ArrayList<>();

        Race(VirtualService service, long seed) {
            random = new SplittableRandom(seed);
            scheduler = service.scheduler();
            servers = service.servers();
            pool = new Pool(servers);
            hash = new FlowHash(service, seed);
            int[] slots = SchedulerTable.slots(service, seed);
            picking = ModelService.picking(service, pool, hash, slots);
            reference = Choice.of(service.scheduler(), service.options(), slots);
        }

        void run() {
            for (int i = 0; i < FLOWS; i++) {
                if (!held.isEmpty() && random.nextInt(100) < 48) {
                    Collections.swap(held, random.nextInt(held.size()), held.size() - 1);
                    int gone = held.removeLast();
                    pool.leave(gone);
                    picking.changed(gone);
                }
                compare();
            }
        }

        void compare() {
            Flow flow = new Flow();
            flow.clientLow = random.nextInt(1_000);
            flow.destinationLow = random.nextInt(DESTINATIONS);
            flow.random = random.nextLong();

            int server = picking.choose(flow);

            assertThat(server)
                    .isEqualTo(reference.choose(arrival(flow), loads()).orElse(Pool.NONE));
            if (server != Pool.NONE) {
                pool.arrive(server);
                picking.changed(server);
                held.add(server);
            }
        }

        Arrival arrival(Flow flow) {
            return new Arrival(
                    scheduler == Scheduler.DH ? hash.destinationHash(flow) : hash.clientHash(flow),
                    flow.firstLot(),
                    flow.secondLot(),
                    IpAddress.ofIpv4((int) flow.destinationLow),
                    Duration.ZERO);
        }

        List<Load> loads() {
            return IntStream.range(0, servers.size())
                    .mapToObj(i -> Load.of(servers.get(i), pool.active(i), 0)
                            .withFull(pool.pull(i) != 0 && !pool.takesNew(i))
                            .withLatency(1, Duration.ZERO))
                    .toList();
        }
    }
}
