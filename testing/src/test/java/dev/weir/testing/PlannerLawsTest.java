package dev.weir.testing;

import static dev.weir.testing.PlaneAssertions.assertHolds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.dataplane.Change;
import dev.weir.dataplane.Change.AddServer;
import dev.weir.dataplane.Change.ChangeServer;
import dev.weir.dataplane.Change.ChangeWeight;
import dev.weir.dataplane.Change.RemoveServer;
import dev.weir.dataplane.Change.RemoveService;
import dev.weir.dataplane.Change.SetNextHop;
import dev.weir.dataplane.ObservedState;
import dev.weir.dataplane.Plan;
import dev.weir.dataplane.Planner;
import dev.weir.dataplane.ServerKey;
import dev.weir.model.DesiredState;
import dev.weir.model.Endpoint;
import dev.weir.model.ForwardingMethod;
import dev.weir.model.IpAddress;
import dev.weir.model.NextHop;
import dev.weir.model.Protocol;
import dev.weir.model.RealServer;
import dev.weir.model.Scheduler;
import dev.weir.model.ServiceKey;
import dev.weir.model.VirtualService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws of planning that hold between any two states. */
class PlannerLawsTest {

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void appliedPlanYieldsTheDesiredStateAndPlanningAgainYieldsNothing(long seed) {
        RandomStates states = new RandomStates(new Random(seed));
        FakeDataPlane plane = new FakeDataPlane();
        reach(plane, states.state(), states);
        DesiredState desired = states.state();
        Map<ServerKey, NextHop> ways = states.waysTo(desired);

        plane.apply(Planner.plan(desired, ways, plane.observe()));

        assertHolds(plane.observe(), desired, ways);
        assertThat(Planner.plan(desired, ways, plane.observe())).isEqualTo(Plan.NOTHING);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void planThatStopsAnywhereIsMendedByTheNext(long seed) {
        Random random = new Random(seed);
        RandomStates states = new RandomStates(random);
        FakeDataPlane plane = new FakeDataPlane();
        reach(plane, states.state(), states);
        DesiredState desired = states.state();
        Map<ServerKey, NextHop> ways = states.waysTo(desired);
        List<Change> whole = Planner.plan(desired, ways, plane.observe()).changes();

        plane.apply(new Plan(whole.subList(0, random.nextInt(whole.size() + 1))));
        plane.apply(Planner.plan(desired, ways, plane.observe()));

        assertHolds(plane.observe(), desired, ways);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothingIsRemovedBeforeTheLastIsMadeUnlessItComesBack(long seed) {
        RandomStates states = new RandomStates(new Random(seed));
        FakeDataPlane plane = new FakeDataPlane();
        reach(plane, states.state(), states);
        DesiredState desired = states.state();
        Plan plan = Planner.plan(desired, states.waysTo(desired), plane.observe());
        List<ServiceKey> wanted =
                desired.services().stream().map(VirtualService::key).toList();

        List<Change> lasting = plan.changes().stream()
                .filter(change -> !(change instanceof RemoveService(var key) && wanted.contains(key)))
                .toList();

        assertThat(lasting.stream().map(PlannerLawsTest::phase)).isSorted();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void changeOfOneServerTouchesOnlyThatServer(long seed) {
        Random random = new Random(seed);
        RandomStates states = new RandomStates(random);
        FakeDataPlane plane = new FakeDataPlane();
        DesiredState before = stateWithServers(states);
        Map<ServerKey, NextHop> ways = states.waysTo(before);
        plane.apply(Planner.plan(before, ways, ObservedState.EMPTY));

        VirtualService service = states.oneOf(before.services().stream()
                .filter(candidate -> !candidate.servers().isEmpty())
                .toArray(VirtualService[]::new));
        RealServer server = states.oneOf(service.servers().toArray(RealServer[]::new));
        ServerKey key = new ServerKey(service.key(), server.endpoint());
        Map<ServerKey, NextHop> newWays = new HashMap<>(ways);
        newWays.put(key, states.nextHop());
        DesiredState after = random.nextBoolean()
                ? with(before, service, server, server.withWeight(random.nextInt(10)))
                : without(before, service, server);

        assertThat(Planner.plan(after, newWays, plane.observe()).changes())
                .allSatisfy(change -> assertThat(serverOf(change)).isEqualTo(key));
    }

    @Test
    void oneChangedServerAmongTenThousandIsPlannedInMilliseconds() {
        List<VirtualService> services =
                IntStream.range(0, 1_000).mapToObj(i -> service(i, 10)).toList();
        assertOneChangeIsPlannedWithin(Duration.ofMillis(25), services);
    }

    @Test
    void oneLargePoolIsPlannedAsFastAsManySmallOnes() {
        assertOneChangeIsPlannedWithin(Duration.ofMillis(25), List.of(service(0, 10_000)));
    }

    private static void assertOneChangeIsPlannedWithin(Duration limit, List<VirtualService> services) {
        RandomStates states = new RandomStates(new Random(1));
        DesiredState before = new DesiredState(1, states.state().settings(), services);
        Map<ServerKey, NextHop> ways = states.waysTo(before);
        VirtualService last = services.getLast();
        RealServer server = last.servers().getLast();
        DesiredState after = with(before, last, server, server.withWeight(99));
        Map<ServiceKey, VirtualService> held = new HashMap<>();
        services.forEach(service -> held.put(service.key(), service));
        ObservedState observed = new ObservedState(held, ways);

        long bestNanos = Long.MAX_VALUE;
        for (int round = 0; round < 50; round++) {
            long start = System.nanoTime();
            Plan plan = Planner.plan(after, ways, observed);
            bestNanos = Math.min(bestNanos, System.nanoTime() - start);
            assertThat(plan.changes()).containsExactly(new ChangeWeight(last.key(), server.withWeight(99)));
        }
        assertThat(Duration.ofNanos(bestNanos)).isLessThan(limit);
    }

    private static VirtualService service(int number, int servers) {
        Endpoint vip = new Endpoint(IpAddress.ofIpv4(0xc000_0200 + number), 80);
        List<RealServer> pool = IntStream.range(0, servers)
                .mapToObj(i -> new RealServer(new Endpoint(IpAddress.ofIpv4(0x0a00_0001 + i), 8080), 1))
                .toList();
        return new VirtualService(new ServiceKey(vip, Protocol.TCP), Scheduler.WLC, ForwardingMethod.NAT, pool);
    }

    private static void reach(FakeDataPlane plane, DesiredState state, RandomStates states) {
        plane.apply(Planner.plan(state, states.waysTo(state), plane.observe()));
    }

    private static DesiredState stateWithServers(RandomStates states) {
        DesiredState state = states.state();
        while (state.services().stream().allMatch(service -> service.servers().isEmpty())) {
            state = states.state();
        }
        return state;
    }

    private static DesiredState with(DesiredState state, VirtualService service, RealServer old, RealServer changed) {
        List<RealServer> servers = new ArrayList<>(service.servers());
        servers.set(servers.indexOf(old), changed);
        return replaced(state, service, service.withServers(servers));
    }

    private static DesiredState without(DesiredState state, VirtualService service, RealServer server) {
        List<RealServer> servers = new ArrayList<>(service.servers());
        servers.remove(server);
        return replaced(state, service, service.withServers(servers));
    }

    private static DesiredState replaced(DesiredState state, VirtualService old, VirtualService changed) {
        List<VirtualService> services = new ArrayList<>(state.services());
        services.set(services.indexOf(old), changed);
        return new DesiredState(state.revision() + 1, state.settings(), services);
    }

    private static ServerKey serverOf(Change change) {
        return switch (change) {
            case AddServer(var service, var server) -> new ServerKey(service, server.endpoint());
            case ChangeWeight(var service, var server) -> new ServerKey(service, server.endpoint());
            case ChangeServer(var service, var server) -> new ServerKey(service, server.endpoint());
            case RemoveServer(var key) -> key;
            case SetNextHop set -> set.key();
            case Change.AddService _, Change.ChangeScheduler _, Change.ChangeOptions _, RemoveService _ ->
                throw new AssertionError(change + " concerns a whole service");
        };
    }

    private static int phase(Change change) {
        return switch (change) {
            case Change.AddService _, AddServer _, SetNextHop _, ChangeWeight _, ChangeServer _ -> 0;
            case Change.ChangeScheduler _, Change.ChangeOptions _ -> 0;
            case RemoveServer _ -> 1;
            case RemoveService _ -> 2;
        };
    }
}
