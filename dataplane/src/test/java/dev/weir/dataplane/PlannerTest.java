package dev.weir.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final ServiceKey WEB = key("192.0.2.10:80");
    private static final ServiceKey MAIL = key("192.0.2.10:25");

    private final RealServer first = server("10.0.0.1:8080", 1);
    private final RealServer second = server("10.0.0.2:8080", 2);
    private final VirtualService web = nat(WEB, first, second);

    @Test
    void nothingWantedOfAnEmptyPlaneIsNothingToDo() {
        assertThat(Planner.plan(desired(), Map.of(), ObservedState.EMPTY)).isEqualTo(Plan.NOTHING);
    }

    @Test
    void newServiceIsAddedThenItsServersThenTheWaysToThem() {
        assertThat(steps(desired(web), ways(web), ObservedState.EMPTY))
                .containsExactly(
                        "add service TCP 192.0.2.10:80 (WLC, NAT)",
                        "add server 10.0.0.1:8080 (weight 1) to TCP 192.0.2.10:80",
                        "add server 10.0.0.2:8080 (weight 2) to TCP 192.0.2.10:80",
                        "reach 10.0.0.1:8080 of TCP 192.0.2.10:80 by 02:00:00:00:00:01 on interface 2",
                        "reach 10.0.0.2:8080 of TCP 192.0.2.10:80 by 02:00:00:00:00:01 on interface 2");
    }

    @Test
    void serverToWhichNoWayIsKnownIsAddedAllTheSame() {
        assertThat(steps(desired(nat(WEB, first)), Map.of(), ObservedState.EMPTY))
                .containsExactly(
                        "add service TCP 192.0.2.10:80 (WLC, NAT)",
                        "add server 10.0.0.1:8080 (weight 1) to TCP 192.0.2.10:80");
    }

    @Test
    void whatIsNewIsMadeBeforeWhatIsOldIsBroken() {
        VirtualService mail = nat(MAIL, server("10.0.0.9:25", 1));
        VirtualService changed = new VirtualService(
                WEB, Scheduler.RR, ForwardingMethod.NAT, List.of(server("10.0.0.3:8080", 1), second.withWeight(0)));

        assertThat(steps(desired(changed), Map.of(), observed(mail, web)))
                .containsExactly(
                        "add server 10.0.0.3:8080 (weight 1) to TCP 192.0.2.10:80",
                        "change weight of 10.0.0.2:8080 of TCP 192.0.2.10:80 to 0",
                        "change scheduler of TCP 192.0.2.10:80 to RR",
                        "remove server 10.0.0.1:8080 from TCP 192.0.2.10:80",
                        "remove service TCP 192.0.2.10:25");
    }

    @Test
    void anotherForwardingMethodRemovesTheServiceAndAddsItAnew() {
        VirtualService held = nat(WEB, server("10.0.0.1:80", 1));
        VirtualService wanted = new VirtualService(WEB, Scheduler.WLC, ForwardingMethod.DIRECT_ROUTING, held.servers());

        assertThat(steps(desired(wanted), ways(wanted), observed(held)))
                .containsExactly(
                        "remove service TCP 192.0.2.10:80",
                        "add service TCP 192.0.2.10:80 (WLC, DIRECT_ROUTING)",
                        "add server 10.0.0.1:80 (weight 1) to TCP 192.0.2.10:80",
                        "reach 10.0.0.1:80 of TCP 192.0.2.10:80 by 02:00:00:00:00:01 on interface 2");
    }

    @Test
    void anotherWayToAServerIsSet() {
        ServerKey key = new ServerKey(WEB, second.endpoint());

        assertThat(Planner.plan(desired(web), Map.of(key, hop(7)), observed(web))
                        .changes())
                .containsExactly(new Change.SetNextHop(key, hop(7)));
    }

    @Test
    void wayThatBecameUnknownStaysInUse() {
        assertThat(Planner.plan(desired(web), Map.of(), observed(web))).isEqualTo(Plan.NOTHING);
    }

    @Test
    void orderOfServersIsNoDifference() {
        assertThat(Planner.plan(desired(nat(WEB, second, first)), ways(web), observed(web)))
                .isEqualTo(Plan.NOTHING);
    }

    @Test
    void sameEndpointInTwoServicesIsTwoServers() {
        VirtualService mail = nat(MAIL, first);

        assertThat(steps(desired(nat(WEB, second), mail), Map.of(), observed(web, mail)))
                .containsExactly("remove server 10.0.0.1:8080 from TCP 192.0.2.10:80");
    }

    private static List<String> steps(DesiredState desired, Map<ServerKey, NextHop> ways, ObservedState observed) {
        return Planner.plan(desired, ways, observed).changes().stream()
                .map(Change::toString)
                .toList();
    }

    private static DesiredState desired(VirtualService... services) {
        DirectorSettings settings = new DirectorSettings(List.of("eth0"), Capacity.DEFAULT, Timeouts.DEFAULT);
        return new DesiredState(1, settings, List.of(services));
    }

    private static ObservedState observed(VirtualService... services) {
        return new ObservedState(
                Stream.of(services).collect(Collectors.toMap(VirtualService::key, Function.identity())),
                ways(services));
    }

    private static Map<ServerKey, NextHop> ways(VirtualService... services) {
        return Arrays.stream(services)
                .flatMap(service ->
                        service.servers().stream().map(server -> new ServerKey(service.key(), server.endpoint())))
                .collect(Collectors.toMap(Function.identity(), _ -> hop(1)));
    }

    private static NextHop hop(int lastOctet) {
        return new NextHop(
                2,
                new MacAddress(0x02_00_00_00_01_00L),
                new MacAddress(0x02_00_00_00_00_00L | lastOctet),
                IpAddress.parse("10.0.0.254"),
                1500);
    }

    private static VirtualService nat(ServiceKey key, RealServer... servers) {
        return new VirtualService(key, Scheduler.WLC, ForwardingMethod.NAT, List.of(servers));
    }

    private static ServiceKey key(String vip) {
        return new ServiceKey(Endpoint.parse(vip), Protocol.TCP);
    }

    private static RealServer server(String endpoint, int weight) {
        return new RealServer(Endpoint.parse(endpoint), weight);
    }
}
