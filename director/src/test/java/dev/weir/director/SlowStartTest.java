package dev.weir.director;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.dataplane.Change;
import dev.weir.dataplane.ObservedState;
import dev.weir.dataplane.Plan;
import dev.weir.dataplane.Planner;
import dev.weir.dataplane.ServerKey;
import dev.weir.model.Capacity;
import dev.weir.model.DesiredState;
import dev.weir.model.DirectorSettings;
import dev.weir.model.Endpoint;
import dev.weir.model.ForwardingMethod;
import dev.weir.model.NextHop;
import dev.weir.model.Protocol;
import dev.weir.model.RealServer;
import dev.weir.model.Scheduler;
import dev.weir.model.ServerRole;
import dev.weir.model.ServiceKey;
import dev.weir.model.ServiceOptions;
import dev.weir.model.Timeouts;
import dev.weir.model.VirtualService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rounds of a director that has a slow start and nothing else: observe, desire, plan, apply. */
class SlowStartTest {
    private static final ServiceKey SLOW = new ServiceKey(Endpoint.parse("192.0.2.10:80"), Protocol.TCP);
    private static final ServiceKey PROMPT = new ServiceKey(Endpoint.parse("192.0.2.11:80"), Protocol.TCP);
    private static final Duration FOUR_SECONDS = Duration.ofSeconds(4);
    private static final RealServer A = new RealServer(Endpoint.parse("10.0.0.1:80"), 1);
    private static final RealServer B = new RealServer(Endpoint.parse("10.0.0.2:80"), 3);
    private static final RealServer C = new RealServer(Endpoint.parse("10.0.0.3:80"), 5);

    private final FakeTicker ticker = new FakeTicker();
    private final Set<Endpoint> unreachable = new HashSet<>();
    private SlowStart slowStart = SlowStart.NONE;
    private ObservedState observed = ObservedState.EMPTY;

    @Test
    void newServicesServersBeginInFull() {
        round(service(A, B));
        assertThat(ramps()).isEqualTo(Map.of(A.endpoint(), 100, B.endpoint(), 100));
    }

    @Test
    void newServicesServersWhoseWaysAreFoundOneByOneBeginInFull() {
        unreachable.addAll(List.of(A.endpoint(), B.endpoint()));
        round(service(A, B));
        unreachable.remove(A.endpoint());
        advance(Duration.ofMillis(20));
        round(service(A, B));
        unreachable.remove(B.endpoint());
        advance(Duration.ofMillis(20));
        round(service(A, B));
        assertThat(ramps()).isEqualTo(Map.of(A.endpoint(), 100, B.endpoint(), 100));
    }

    @Test
    void newServicesServerThatComesMuchLaterStartsSlowly() {
        unreachable.add(B.endpoint());
        round(service(A, B));
        advance(StartingPool.BRIEF.plusNanos(1));
        unreachable.clear();
        round(service(A, B));
        assertThat(ramps()).isEqualTo(Map.of(A.endpoint(), 100, B.endpoint(), 1));
    }

    @Test
    void serverThatJoinsClimbsStepByStep() {
        round(service(A));
        assertThat(climb(service(A, B), B)).containsExactly(1, 25, 50, 75, 100);
        assertThat(slowStart.untilNextStep(ticker.nanos())).isEmpty();
    }

    @Test
    void eachStepIsAChangeOfWeightAndNothingElse() {
        round(service(A), prompt(A));
        round(service(A, B), prompt(A, B));
        while (slowStart.untilNextStep(ticker.nanos()).isPresent()) {
            advance(slowStart.untilNextStep(ticker.nanos()).orElseThrow());
            Plan plan = round(service(A, B), prompt(A, B));
            assertThat(plan.changes()).singleElement().isInstanceOfSatisfying(Change.ChangeWeight.class, change -> {
                assertThat(change.service()).isEqualTo(SLOW);
                assertThat(change.server().withRamp(100)).isEqualTo(B);
            });
        }
    }

    @Test
    void serverWhoseWeightRisesFromZeroClimbs() {
        round(service(A, B.withWeight(0)));
        assertThat(climb(service(A, B), B)).containsExactly(1, 25, 50, 75, 100);
    }

    @Test
    void otherChangesOfWeightDoNotDisturbTheClimb() {
        round(service(A));
        round(service(A, B));
        advance(Duration.ofSeconds(2));
        round(service(A, B.withWeight(7)));
        assertThat(ramps()).containsEntry(B.endpoint(), 50);
    }

    @Test
    void serverThatReturnsClimbs() {
        round(service(A, B));
        unreachable.add(B.endpoint());
        round(service(A, B));
        advance(StartingPool.BRIEF.plusNanos(1));
        unreachable.clear();
        assertThat(climb(service(A, B), B)).containsExactly(1, 25, 50, 75, 100);
    }

    @Test
    void serverWhoseWayIsUnknownForAMomentGoesOn() {
        round(service(A, B));
        unreachable.add(B.endpoint());
        round(service(A, B));
        advance(StartingPool.BRIEF);
        unreachable.clear();
        assertThat(round(service(A, B))).isEqualTo(Plan.NOTHING);
    }

    @Test
    void serverThatComesBackToNobodyBeginsInFull() {
        round(service(A.withWeight(0), B));
        unreachable.add(B.endpoint());
        round(service(A.withWeight(0), B));
        advance(StartingPool.BRIEF.plusNanos(1));
        round(service(A, B));
        assertThat(ramps()).containsEntry(A.endpoint(), 100);
    }

    @Test
    void nextDirectorGoesOnWhereTheFormerWas() {
        round(service(A));
        round(service(A, B));
        advance(Duration.ofSeconds(2));
        round(service(A, B));
        slowStart = SlowStart.NONE;
        assertThat(climb(service(A, B), B)).containsExactly(50, 75, 100);
    }

    @Test
    void nextDirectorThatDoesNotKnowTheWaysYetDisturbsNobody() {
        round(service(A, B));
        slowStart = SlowStart.NONE;
        unreachable.addAll(List.of(A.endpoint(), B.endpoint()));
        assertThat(round(service(A, B))).isEqualTo(Plan.NOTHING);
        unreachable.clear();
        advance(Duration.ofMillis(20));
        assertThat(round(service(A, B))).isEqualTo(Plan.NOTHING);
    }

    @Test
    void slowStartThatIsNewLeavesServersThatServeAlone() {
        round(prompt(A, B));
        Plan plan = round(prompt(A, B).withOptions(ServiceOptions.DEFAULT.withSlowStart(FOUR_SECONDS)));
        assertThat(plan.changes()).singleElement().isInstanceOf(Change.ChangeOptions.class);
    }

    @Test
    void slowStartThatEndsGivesFullWeightAtOnce() {
        round(service(A));
        round(service(A, B));
        round(service(A, B).withOptions(ServiceOptions.DEFAULT));
        assertThat(ramps()).containsEntry(B.endpoint(), 100);
    }

    @Test
    void longerSlowStartSetsNobodyBack() {
        round(service(A));
        round(service(A, B));
        advance(Duration.ofSeconds(2));
        ServiceOptions longer = ServiceOptions.DEFAULT.withSlowStart(Duration.ofHours(1));
        round(service(A, B).withOptions(longer));
        assertThat(ramps()).isEqualTo(Map.of(A.endpoint(), 100, B.endpoint(), 50));
    }

    @Test
    void sorryServerHasNothingToClimb() {
        round(service(A));
        round(service(A, B.withRole(ServerRole.SORRY)));
        assertThat(ramps()).containsEntry(B.endpoint(), 100);
    }

    @Test
    void servicesWithoutSlowStartAreTheSame() {
        DesiredState wanted = state(prompt(A, B));
        SlowStart.Round round = slowStart.round(wanted, Set.of(), observed, 0);
        assertThat(round.desired()).isSameAs(wanted);
    }

    @Test
    void previewLeavesNoTrace() {
        round(service(A));
        slowStart.round(state(service(A, B)), keys(service(A, B)), observed, ticker.nanos());
        advance(Duration.ofSeconds(2));
        assertThat(climb(service(A, B), B)).startsWith(1, 25);
    }

    /** While a server serves, its ramp never falls; other services are never touched; rest is reached, at 100%. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void rampsOnlyRiseWhateverHappens(long seed) {
        Random random = new Random(seed);
        List<RealServer> pool = List.of(A, B, C);
        for (int step = 0; step < 200; step++) {
            Map<Endpoint, Integer> before = observed.services().containsKey(SLOW) ? ramps() : Map.of();
            advance(Duration.ofMillis(random.nextInt(1_500)));
            List<RealServer> servers = new ArrayList<>();
            pool.stream().filter(server -> random.nextInt(8) > 0).forEach(servers::add);
            round(service(servers.toArray(RealServer[]::new)), prompt(A, B));
            before.forEach((server, percent) ->
                    assertThat(ramps().getOrDefault(server, 100)).isGreaterThanOrEqualTo(percent));
            assertThat(serversOf(PROMPT)).containsExactlyInAnyOrder(A, B);
        }
        round(service(A, B, C));
        advance(FOUR_SECONDS);
        round(service(A, B, C));
        assertThat(ramps().values()).containsOnly(100);
        assertThat(slowStart.untilNextStep(ticker.nanos())).isEmpty();
    }

    /** The server's ramp in this round, and in each round that a step asks for. */
    private List<Integer> climb(VirtualService service, RealServer server) {
        List<Integer> climbed = new ArrayList<>();
        round(service);
        climbed.add(ramps().get(server.endpoint()));
        while (slowStart.untilNextStep(ticker.nanos()).isPresent()) {
            advance(slowStart.untilNextStep(ticker.nanos()).orElseThrow());
            round(service);
            climbed.add(ramps().get(server.endpoint()));
        }
        return climbed;
    }

    private Plan round(VirtualService... services) {
        DesiredState wanted = state(services);
        Set<ServerKey> reachable = keys(services);
        Map<ServerKey, NextHop> hops = new HashMap<>();
        reachable.forEach(key -> hops.put(key, FakeNetwork.hop(1)));
        SlowStart.Round round = slowStart.round(wanted, reachable, observed, ticker.nanos());
        Plan plan = Planner.plan(round.desired(), hops, observed);
        observed = ExpectedState.after(observed, plan);
        slowStart = round.after();
        return plan;
    }

    private Set<ServerKey> keys(VirtualService... services) {
        Set<ServerKey> keys = new HashSet<>();
        for (VirtualService service : services) {
            service.servers().stream()
                    .filter(server -> !unreachable.contains(server.endpoint()))
                    .forEach(server -> keys.add(new ServerKey(service.key(), server.endpoint())));
        }
        return keys;
    }

    private void advance(Duration by) {
        ticker.advance(by);
    }

    private Map<Endpoint, Integer> ramps() {
        Map<Endpoint, Integer> ramps = new HashMap<>();
        serversOf(SLOW).forEach(server -> ramps.put(server.endpoint(), server.ramp()));
        return ramps;
    }

    private List<RealServer> serversOf(ServiceKey key) {
        VirtualService service = observed.services().get(key);
        return service == null ? List.of() : service.servers();
    }

    private static VirtualService service(RealServer... servers) {
        return new VirtualService(
                SLOW,
                Scheduler.WRR,
                ForwardingMethod.NAT,
                List.of(servers),
                ServiceOptions.DEFAULT.withSlowStart(FOUR_SECONDS));
    }

    private static VirtualService prompt(RealServer... servers) {
        return new VirtualService(PROMPT, Scheduler.WRR, ForwardingMethod.NAT, List.of(servers));
    }

    private static DesiredState state(VirtualService... services) {
        return new DesiredState(
                1, new DirectorSettings(List.of("eth0"), Capacity.DEFAULT, Timeouts.DEFAULT), List.of(services));
    }
}
