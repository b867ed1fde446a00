package dev.weir.testing;

import static dev.weir.testing.PlaneAssertions.assertHolds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.dataplane.Change;
import dev.weir.dataplane.Change.AddServer;
import dev.weir.dataplane.Change.AddService;
import dev.weir.dataplane.Change.ChangeScheduler;
import dev.weir.dataplane.Change.ChangeWeight;
import dev.weir.dataplane.Change.RemoveServer;
import dev.weir.dataplane.Change.RemoveService;
import dev.weir.dataplane.Change.SetNextHop;
import dev.weir.dataplane.Connection;
import dev.weir.dataplane.DataPlane;
import dev.weir.dataplane.DataPlaneException;
import dev.weir.dataplane.ObservedState;
import dev.weir.dataplane.Plan;
import dev.weir.dataplane.Planner;
import dev.weir.dataplane.ServerKey;
import dev.weir.dataplane.Statistics;
import dev.weir.dataplane.Statistics.ServerLoad;
import dev.weir.dataplane.Statistics.ServiceLoad;
import dev.weir.model.ConnectionState;
import dev.weir.model.DesiredState;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the director relies on in every data plane; a plane's own test class extends it.
 *
 * <p>{@link #openPlane()} is called before each test and gives a plane that holds nothing, with room for
 * {@value RandomStates#MAX_SERVICES} services, reached by {@value RandomStates#MAX_MATCHES} matches together, and twice
 * {@value RandomStates#MAX_SERVERS} servers for each.
 */
public abstract class DataPlaneContract {
    private static final ServiceKey WEB = new ServiceKey(Endpoint.parse("192.0.2.10:80"), Protocol.TCP);
    private static final RealServer FIRST = new RealServer(Endpoint.parse("10.0.0.1:8080"), 1);
    private static final RealServer SECOND = new RealServer(Endpoint.parse("10.0.0.2:8080"), 65_535);
    private static final ServerKey FIRST_OF_WEB = new ServerKey(WEB, FIRST.endpoint());
    private static final ServerKey SECOND_OF_WEB = new ServerKey(WEB, SECOND.endpoint());
    private static final AddService ADD_WEB = new AddService(WEB, Scheduler.WLC, ForwardingMethod.NAT);

    private DataPlane plane = new FakeDataPlane();

    /** A plane that holds nothing. */
    protected abstract DataPlane openPlane();

    @BeforeEach
    void openEmptyPlane() {
        plane = openPlane();
    }

    @AfterEach
    void closePlane() {
        plane.close();
    }

    @Test
    void newPlaneHoldsNothing() {
        assertThat(plane.observe()).isEqualTo(ObservedState.EMPTY);
    }

    @Test
    void emptyPlanChangesNothing() {
        apply(ADD_WEB);
        plane.apply(Plan.NOTHING);

        assertHolds(plane.observe(), web());
    }

    @Test
    void addedServersAreHeldWithTheirWeights() {
        addWebWithBothServers();

        assertHolds(plane.observe(), web(FIRST, SECOND));
    }

    @Test
    void addingTwiceIsAddingOnce() {
        addWebWithBothServers();
        addWebWithBothServers();

        assertHolds(plane.observe(), web(FIRST, SECOND));
    }

    @ParameterizedTest
    @EnumSource
    void everyForwardingMethodIsHeld(ForwardingMethod method) {
        RealServer server = new RealServer(Endpoint.parse("10.0.0.1:80"), 1);
        apply(new AddService(WEB, Scheduler.WLC, method), new AddServer(WEB, server));

        assertHolds(plane.observe(), new VirtualService(WEB, Scheduler.WLC, method, List.of(server)));
    }

    @ParameterizedTest
    @EnumSource
    void everySchedulerCanBeChangedToWhileServersStay(Scheduler scheduler) {
        addWebWithBothServers();
        apply(new ChangeScheduler(WEB, scheduler));

        assertHolds(plane.observe(), new VirtualService(WEB, scheduler, ForwardingMethod.NAT, List.of(FIRST, SECOND)));
    }

    @Test
    void ipv6ServiceTunnelsToServersOfBothFamilies() {
        ServiceKey key = new ServiceKey(Endpoint.parse("[2001:db8::10]:53"), Protocol.UDP);
        RealServer ipv4 = new RealServer(Endpoint.parse("10.0.0.1:53"), 1);
        RealServer ipv6 = new RealServer(Endpoint.parse("[fd00::1]:53"), 2);
        apply(
                new AddService(key, Scheduler.SH, ForwardingMethod.TUNNELLING),
                new AddServer(key, ipv4),
                new AddServer(key, ipv6));

        assertHolds(
                plane.observe(),
                new VirtualService(key, Scheduler.SH, ForwardingMethod.TUNNELLING, List.of(ipv4, ipv6)));
    }

    @Test
    void tcpAndUdpOfOneVipAreTwoServices() {
        ServiceKey udp = new ServiceKey(WEB.vip(), Protocol.UDP);
        AddService addUdp = new AddService(udp, Scheduler.RR, ForwardingMethod.NAT);
        apply(ADD_WEB, addUdp, new AddServer(udp, FIRST));

        assertHolds(
                plane.observe(), web(), new VirtualService(udp, Scheduler.RR, ForwardingMethod.NAT, List.of(FIRST)));
    }

    @Test
    void weightChangesDownToZeroAndUpAgain() {
        addWebWithBothServers();
        apply(new ChangeWeight(WEB, FIRST.withWeight(0)));
        assertHolds(plane.observe(), web(FIRST.withWeight(0), SECOND));

        apply(new ChangeWeight(WEB, FIRST.withWeight(7)));
        assertHolds(plane.observe(), web(FIRST.withWeight(7), SECOND));
    }

    @Test
    void nextHopIsUnknownUntilSetAndThenTheLastOneSet() {
        addWebWithBothServers();
        assertThat(plane.observe().nextHops()).isEmpty();

        apply(new SetNextHop(FIRST_OF_WEB, hop(1)), new SetNextHop(SECOND_OF_WEB, hop(2)));
        apply(new SetNextHop(FIRST_OF_WEB, hop(3)));
        assertThat(plane.observe().nextHops()).isEqualTo(Map.of(FIRST_OF_WEB, hop(3), SECOND_OF_WEB, hop(2)));
    }

    @Test
    void nextHopOutlivesAChangeOfWeightAndScheduler() {
        addWebWithBothServers();
        apply(new SetNextHop(FIRST_OF_WEB, hop(1)));
        apply(new ChangeWeight(WEB, FIRST.withWeight(9)), new ChangeScheduler(WEB, Scheduler.MH));

        assertThat(plane.observe().nextHops()).isEqualTo(Map.of(FIRST_OF_WEB, hop(1)));
    }

    @Test
    void removedServerLeavesWithItsNextHopAndOthersStay() {
        addWebWithBothServers();
        apply(new SetNextHop(FIRST_OF_WEB, hop(1)), new SetNextHop(SECOND_OF_WEB, hop(2)));
        apply(new RemoveServer(FIRST_OF_WEB));

        assertHolds(plane.observe(), web(SECOND));
        assertThat(plane.observe().nextHops()).isEqualTo(Map.of(SECOND_OF_WEB, hop(2)));
    }

    @Test
    void serverThatComesBackHasNoNextHopYet() {
        addWebWithBothServers();
        apply(new SetNextHop(FIRST_OF_WEB, hop(1)));
        apply(new RemoveServer(FIRST_OF_WEB), new AddServer(WEB, FIRST));

        assertHolds(plane.observe(), web(FIRST, SECOND));
        assertThat(plane.observe().nextHops()).isEmpty();
    }

    @Test
    void removedServiceLeavesWithItsServers() {
        addWebWithBothServers();
        apply(new SetNextHop(FIRST_OF_WEB, hop(1)));
        apply(new RemoveService(WEB));

        assertThat(plane.observe()).isEqualTo(ObservedState.EMPTY);
    }

    @Test
    void removingWhatIsNotThereSucceeds() {
        apply(new RemoveServer(FIRST_OF_WEB), new RemoveService(WEB));
        apply(ADD_WEB, new RemoveServer(FIRST_OF_WEB));

        assertHolds(plane.observe(), web());
    }

    @Test
    void changeThatFailsLeavesEarlierOnesInForceAndLaterOnesUndone() {
        ServiceKey unknown = new ServiceKey(Endpoint.parse("192.0.2.99:80"), Protocol.TCP);

        assertThatThrownBy(() -> apply(ADD_WEB, new AddServer(unknown, FIRST), new AddServer(WEB, FIRST)))
                .isInstanceOf(DataPlaneException.class)
                .hasMessageContaining("192.0.2.99:80");
        assertHolds(plane.observe(), web());
    }

    @Test
    void changeOfAnUnknownServerFails() {
        apply(ADD_WEB);

        assertThatThrownBy(() -> apply(new SetNextHop(FIRST_OF_WEB, hop(1)))).isInstanceOf(DataPlaneException.class);
        assertThatThrownBy(() -> apply(new ChangeWeight(WEB, FIRST))).isInstanceOf(DataPlaneException.class);
        assertHolds(plane.observe(), web());
    }

    @Test
    void statisticsNameEachServiceAndServerFromTheirStart() {
        addWebWithBothServers();
        Statistics statistics = plane.statistics();

        assertThat(statistics.services()).isEqualTo(Map.of(WEB, ServiceLoad.NONE));
        assertThat(statistics.servers())
                .isEqualTo(Map.of(FIRST_OF_WEB, ServerLoad.NONE, SECOND_OF_WEB, ServerLoad.NONE));
        assertThat(statistics.connectionsRecorded()).isZero();
        assertThat(statistics.connectionCapacity()).isPositive();
    }

    @Test
    void planeWithoutTrafficRecordsNoConnection() {
        addWebWithBothServers();
        List<Connection> seen = new ArrayList<>();
        plane.connections(seen::add);

        assertThat(seen).isEmpty();
    }

    @Test
    void timeoutsMayChangeAtAnyTime() {
        Timeouts patient = Timeouts.DEFAULT.with(ConnectionState.ESTABLISHED, Duration.ofHours(2));

        assertThatCode(() -> plane.setTimeouts(patient)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void plansLeadFromAnyStateToAnyOther(long seed) {
        RandomStates states = new RandomStates(new Random(seed));
        for (int step = 0; step < 4; step++) {
            DesiredState desired = states.state();
            Map<ServerKey, NextHop> ways = states.waysTo(desired);
            plane.apply(Planner.plan(desired, ways, plane.observe()));

            assertHolds(plane.observe(), desired, ways);
            assertThat(Planner.plan(desired, ways, plane.observe())).isEqualTo(Plan.NOTHING);
        }
    }

    private void addWebWithBothServers() {
        apply(ADD_WEB, new AddServer(WEB, FIRST), new AddServer(WEB, SECOND));
    }

    private void apply(Change... changes) {
        plane.apply(new Plan(List.of(changes)));
    }

    private static VirtualService web(RealServer... servers) {
        return new VirtualService(WEB, Scheduler.WLC, ForwardingMethod.NAT, List.of(servers));
    }

    private static NextHop hop(int neighbour) {
        return new NextHop(
                2,
                new MacAddress(0x02_00_00_00_00_feL),
                new MacAddress(0x02_00_00_00_01_00L + neighbour),
                IpAddress.parse("10.0.0.254"),
                1500);
    }
}
