package dev.weir.testing;

import static dev.weir.testing.PlaneAssertions.assertHolds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.weir.dataplane.Change;
import dev.weir.dataplane.Change.AddServer;
import dev.weir.dataplane.Change.AddService;
import dev.weir.dataplane.Change.ChangeOptions;
import dev.weir.dataplane.Change.ChangeServer;
import dev.weir.dataplane.Change.ChangeWeight;
import dev.weir.dataplane.Change.RemoveServer;
import dev.weir.dataplane.Change.RemoveService;
import dev.weir.dataplane.DataPlane;
import dev.weir.dataplane.ObservedState;
import dev.weir.dataplane.PersistentClient;
import dev.weir.dataplane.Plan;
import dev.weir.dataplane.ServerKey;
import dev.weir.model.Endpoint;
import dev.weir.model.ForwardingMethod;
import dev.weir.model.IpAddress;
import dev.weir.model.Limits;
import dev.weir.model.Match;
import dev.weir.model.Persistence;
import dev.weir.model.Protocol;
import dev.weir.model.RealServer;
import dev.weir.model.Scheduler;
import dev.weir.model.ServerRole;
import dev.weir.model.ServiceFlag;
import dev.weir.model.ServiceKey;
import dev.weir.model.ServiceOptions;
import dev.weir.model.Thresholds;
import dev.weir.model.VirtualService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the director relies on in every data plane where services ask for more than a scheduler; see
 * {@link DataPlaneContract}.
 */
public abstract class ServiceOptionsContract {
    private static final IpAddress VIP = IpAddress.parse("192.0.2.10");
    private static final ServiceKey WEB = new ServiceKey(new Endpoint(VIP, 8000), Protocol.TCP);
    private static final ServiceKey MAIL = new ServiceKey(new Endpoint(VIP, 25), Protocol.TCP);
    private static final RealServer SERVER = new RealServer(Endpoint.parse("10.0.0.1:any"), 5);
    private static final Match HTTPS = Match.of(Protocol.TCP, VIP, 443);
    private static final Match DNS_OF_ANY = Match.of(Protocol.UDP, IpAddress.parse("0.0.0.0"), 53);
    private static final Match RANGE = new Match(Protocol.TCP, IpAddress.parse("2001:db8::10"), 1, 65_535);
    private static final ServiceOptions NONE = ServiceOptions.DEFAULT;

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

    static Stream<ServiceOptions> options() {
        return Stream.of(
                NONE.withLastPort(8999),
                NONE.withLastPort(65_535),
                NONE.withAlso(HTTPS),
                NONE.withAlso(RANGE, DNS_OF_ANY, HTTPS, Match.of(Protocol.SCTP, VIP, Match.ANY_PORT)),
                NONE.withFlag(ServiceFlag.HASH_PORT).withFlag(ServiceFlag.FALLBACK),
                NONE.withFlag(ServiceFlag.ONE_PACKET),
                NONE.withFlag(ServiceFlag.HOLD_GONE).withFlag(ServiceFlag.EXPIRE_QUIESCENT),
                NONE.withBoundedLoad(125),
                NONE.withSlowStart(Duration.ofSeconds(30)),
                NONE.withSlowStart(ServiceOptions.MAX_SLOW_START),
                NONE.withPersistence(new Persistence(Duration.ofSeconds(90), 24, 64)),
                NONE.withPersistence(new Persistence(Persistence.MAX, 1, 1)),
                NONE.withLimits(new Limits(Integer.MAX_VALUE, 50, Limits.MAX_RATE)));
    }

    @ParameterizedTest
    @MethodSource("options")
    void everyOptionIsHeldFromTheServicesBeginning(ServiceOptions options) {
        apply(new AddService(WEB, Scheduler.MH, ForwardingMethod.NAT, options), new AddServer(WEB, SERVER));

        assertHolds(plane.observe(), web(options, SERVER));
    }

    @ParameterizedTest
    @MethodSource("options")
    void everyOptionCanBeAskedForLaterAndNoMore(ServiceOptions options) {
        addWeb(NONE);
        apply(new ChangeOptions(WEB, Scheduler.MH, options));
        assertHolds(plane.observe(), web(options, SERVER));

        apply(new ChangeOptions(WEB, Scheduler.MH, NONE));
        assertHolds(plane.observe(), web(NONE, SERVER));
    }

    @Test
    void schedulerChangesWithItsOptions() {
        addWeb(NONE.withBoundedLoad(150));
        apply(new ChangeOptions(WEB, Scheduler.LEAST_LATENCY, NONE));

        assertHolds(
                plane.observe(),
                new VirtualService(WEB, Scheduler.LEAST_LATENCY, ForwardingMethod.NAT, List.of(SERVER)));
    }

    @Test
    void serviceForAnythingIsHeld() {
        ServiceKey any = new ServiceKey(Endpoint.parse("[::]:any"), Protocol.UDP);
        apply(new AddService(any, Scheduler.DH, ForwardingMethod.DIRECT_ROUTING));

        assertHolds(plane.observe(), new VirtualService(any, Scheduler.DH, ForwardingMethod.DIRECT_ROUTING, List.of()));
    }

    @Test
    void portItsRangeAndAnyPortOfOneAddressAreThreeServices() {
        ServiceKey any = new ServiceKey(new Endpoint(VIP, 0), Protocol.TCP);
        ServiceKey narrow = new ServiceKey(new Endpoint(VIP, 8001), Protocol.TCP);
        ServiceOptions range = NONE.withLastPort(8999);
        addWeb(range);
        apply(
                new AddService(any, Scheduler.RR, ForwardingMethod.NAT),
                new AddService(narrow, Scheduler.WRR, ForwardingMethod.NAT));

        assertHolds(
                plane.observe(),
                web(range, SERVER),
                new VirtualService(any, Scheduler.RR, ForwardingMethod.NAT, List.of()),
                new VirtualService(narrow, Scheduler.WRR, ForwardingMethod.NAT, List.of()));
    }

    @Test
    void rangeGrowsAndShrinks() {
        addWeb(NONE.withLastPort(8999));
        for (int last : new int[] {8499, 9000, 8001, 60_000}) {
            apply(new ChangeOptions(WEB, Scheduler.MH, NONE.withLastPort(last)));

            assertHolds(plane.observe(), web(NONE.withLastPort(last), SERVER));
        }
    }

    @Test
    void matchPassesFromOneServiceToAnotherWhicheverIsToldFirst() {
        addWeb(NONE.withAlso(HTTPS, RANGE));
        apply(new AddService(MAIL, Scheduler.RR, ForwardingMethod.NAT));
        apply(
                new ChangeOptions(MAIL, Scheduler.RR, NONE.withAlso(HTTPS, RANGE)),
                new ChangeOptions(WEB, Scheduler.MH, NONE));
        assertHolds(plane.observe(), web(NONE, SERVER), mail(NONE.withAlso(HTTPS, RANGE)));

        apply(
                new ChangeOptions(MAIL, Scheduler.RR, NONE.withAlso(HTTPS)),
                new ChangeOptions(WEB, Scheduler.MH, NONE.withAlso(RANGE)));
        assertHolds(plane.observe(), web(NONE.withAlso(RANGE), SERVER), mail(NONE.withAlso(HTTPS)));
    }

    @Test
    void partOfARangePassesToAnotherServiceThatIsToldFirst() {
        ServiceOptions upperHalf = NONE.withAlso(new Match(Protocol.TCP, VIP, 8192, 8999));
        addWeb(NONE.withLastPort(8999));
        apply(
                new AddService(MAIL, Scheduler.RR, ForwardingMethod.NAT, upperHalf),
                new ChangeOptions(WEB, Scheduler.MH, NONE.withLastPort(8191)));

        assertHolds(plane.observe(), web(NONE.withLastPort(8191), SERVER), mail(upperHalf));
    }

    @Test
    void serviceThatEndsLeavesItsKeyToTheOneThatHasItNow() {
        addWeb(NONE.withAlso(HTTPS));
        Match keyOfWeb = Match.of(Protocol.TCP, VIP, 8000);
        apply(
                new AddService(MAIL, Scheduler.RR, ForwardingMethod.NAT, NONE.withAlso(keyOfWeb)),
                new RemoveService(WEB));

        assertHolds(plane.observe(), mail(NONE.withAlso(keyOfWeb)));
    }

    @Test
    void serviceWithManyMatchesLeavesWithAllOfThem() {
        addWeb(NONE.withLastPort(8999).withAlso(HTTPS, RANGE, DNS_OF_ANY));
        apply(new RemoveService(WEB));

        assertThat(plane.observe()).isEqualTo(ObservedState.EMPTY);
    }

    @ParameterizedTest
    @EnumSource
    void serverIsHeldWithItsThresholdsItsRoleAndItsRamp(ServerRole role) {
        RealServer server =
                SERVER.withRole(role).withThresholds(new Thresholds(1_000, 10)).withRamp(17);
        apply(new AddService(WEB, Scheduler.MH, ForwardingMethod.NAT), new AddServer(WEB, server));

        assertHolds(plane.observe(), web(NONE, server));
    }

    @Test
    void serverComesToAnotherRoleAndBack() {
        addWeb(NONE);
        RealServer sorry = SERVER.withRole(ServerRole.SORRY).withWeight(1);
        apply(new ChangeServer(WEB, sorry));
        assertHolds(plane.observe(), web(NONE, sorry));

        apply(new ChangeServer(WEB, SERVER));
        assertHolds(plane.observe(), web(NONE, SERVER));
    }

    @Test
    void thresholdsOfAServerChangeAndEnd() {
        addWeb(NONE);
        for (Thresholds thresholds : List.of(new Thresholds(100, 0), new Thresholds(50, 50), Thresholds.NONE)) {
            apply(new ChangeServer(WEB, SERVER.withThresholds(thresholds)));

            assertHolds(plane.observe(), web(NONE, SERVER.withThresholds(thresholds)));
        }
    }

    @Test
    void rampOfAServerRises() {
        addWeb(NONE.withSlowStart(Duration.ofSeconds(10)));
        for (int ramp : new int[] {1, 50, RealServer.FULL_RAMP}) {
            apply(new ChangeWeight(WEB, SERVER.withRamp(ramp)));

            assertHolds(plane.observe(), web(NONE.withSlowStart(Duration.ofSeconds(10)), SERVER.withRamp(ramp)));
        }
    }

    @Test
    void serverThatConnectionsWaitForIsNotHeldUntilItReturns() {
        ServiceOptions holding = NONE.withFlag(ServiceFlag.HOLD_GONE);
        addWeb(holding);
        apply(new RemoveServer(new ServerKey(WEB, SERVER.endpoint())));
        assertHolds(plane.observe(), web(holding));

        apply(new AddServer(WEB, SERVER.withWeight(9)));
        assertHolds(plane.observe(), web(holding, SERVER.withWeight(9)));
        assertThat(plane.observe().nextHops()).isEmpty();
    }

    @Test
    void ownAddressesMayChangeAtAnyTime() {
        assertThatCode(() -> {
                    plane.setOwnAddresses(Set.of(VIP, IpAddress.parse("fe80::1")));
                    addWeb(NONE);
                    plane.setOwnAddresses(Set.of());
                })
                .doesNotThrowAnyException();
        assertHolds(plane.observe(), web(NONE, SERVER));
    }

    @Test
    void planeWithoutTrafficHasNoPersistentClients() {
        addWeb(NONE.withPersistence(Persistence.DEFAULT));
        List<PersistentClient> seen = new ArrayList<>();
        plane.persistentClients(seen::add);

        assertThat(seen).isEmpty();
        assertThat(plane.statistics().persistentClients()).isZero();
    }

    private void addWeb(ServiceOptions options) {
        apply(new AddService(WEB, Scheduler.MH, ForwardingMethod.NAT, options), new AddServer(WEB, SERVER));
    }

    private void apply(Change... changes) {
        plane.apply(new Plan(List.of(changes)));
    }

    private static VirtualService web(ServiceOptions options, RealServer... servers) {
        return new VirtualService(WEB, Scheduler.MH, ForwardingMethod.NAT, List.of(servers), options);
    }

    private static VirtualService mail(ServiceOptions options) {
        return new VirtualService(MAIL, Scheduler.RR, ForwardingMethod.NAT, List.of(), options);
    }
}
