package dev.weir.model;

import static dev.weir.model.ForwardingMethod.DIRECT_ROUTING;
import static dev.weir.model.ForwardingMethod.FULL_NAT;
import static dev.weir.model.ForwardingMethod.NAT;
import static dev.weir.model.ForwardingMethod.TUNNELLING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What can't be wanted of a director, of one service and of several. */
class DesiredStateTest {
    private static final ServiceOptions PLAIN = ServiceOptions.DEFAULT;

    @Test
    void natMapsPorts() {
        assertAccepted(service("192.0.2.1:80", NAT, "10.0.0.1:8080"));
        assertAccepted(service("192.0.2.1:any", FULL_NAT, "10.0.0.1:8080", "10.0.0.1:any"));
    }

    @ParameterizedTest
    @EnumSource(names = {"TUNNELLING", "DIRECT_ROUTING"})
    void othersDoNotMapPorts(ForwardingMethod method) {
        assertRefused(service("192.0.2.1:80", method, "10.0.0.1:8080"))
                .hasMessage("server 10.0.0.1:8080 of TCP 192.0.2.1:80: " + method + " can't map ports, only NAT can");
        assertRefused(service("192.0.2.1:any", method, "10.0.0.1:80"))
                .hasMessage("server 10.0.0.1:80 of TCP 192.0.2.1:any: " + method + " can't map ports, only NAT can");
        assertAccepted(service("192.0.2.1:any", method, "10.0.0.1:any"));
    }

    @Test
    void serverOfSeveralPortsMustFitThemAll() {
        VirtualService service = service("192.0.2.1:80", DIRECT_ROUTING, "10.0.0.1:80");

        assertRefused(service.withOptions(PLAIN.withAlso(match(Protocol.TCP, "192.0.2.1", 443, 443))))
                .hasMessageContaining("of TCP 192.0.2.1:443");
        assertRefused(service.withOptions(PLAIN.withLastPort(81))).hasMessageContaining("of TCP 192.0.2.1:80-81");
        assertAccepted(service.withOptions(PLAIN.withAlso(match(Protocol.TCP, "192.0.2.2", 80, 80))));
    }

    @Test
    void portsOfSctpAreNotMapped() {
        VirtualService sctp = new VirtualService(
                new ServiceKey(Endpoint.parse("192.0.2.1:80"), Protocol.SCTP), Scheduler.WLC, NAT, List.of());

        assertRefused(sctp.withServers(List.of(server("10.0.0.1:8080"))))
                .hasMessage("server 10.0.0.1:8080 of SCTP 192.0.2.1:80: ports of SCTP can't be mapped");
        assertAccepted(sctp.withServers(List.of(server("10.0.0.1:80"), server("10.0.0.2:any"))));
    }

    @Test
    void tunnelCrossesFamilies() {
        assertAccepted(service("192.0.2.1:80", TUNNELLING, "[fd00::1]:80", "10.0.0.1:80"));
    }

    @Test
    void fullNatTranslatesFamilies() {
        assertAccepted(service("192.0.2.1:80", FULL_NAT, "[fd00::1]:80", "10.0.0.1:8080"));
    }

    @Test
    void whatOnlyOneMethodDoesIsRefusedOfOthers() {
        VirtualService nat = service("192.0.2.1:80", NAT, "10.0.0.1:80");
        Delivery gue = Delivery.DEFAULT.withEncapsulation(Encapsulation.of(Encapsulation.Kind.GUE));
        Delivery told = Delivery.DEFAULT.withClientNotice(ClientNotice.TOA);

        assertRefused(nat.withOptions(PLAIN.withDelivery(gue))).hasMessageContaining("GUE is for tunnelling, not NAT");
        assertRefused(nat.withOptions(PLAIN.withDelivery(told))).hasMessageContaining("TOA is for full NAT of TCP");
        assertAccepted(service("192.0.2.1:80", TUNNELLING, "10.0.0.1:80").withOptions(PLAIN.withDelivery(gue)));
        assertAccepted(service("192.0.2.1:80", FULL_NAT, "10.0.0.1:80").withOptions(PLAIN.withDelivery(told)));
    }

    @ParameterizedTest
    @EnumSource(names = {"NAT", "DIRECT_ROUTING"})
    void othersDoNotCrossFamilies(ForwardingMethod method) {
        assertRefused(service("[2001:db8::1]:80", method, "10.0.0.1:80"))
                .hasMessage("server 10.0.0.1:80 of TCP [2001:db8::1]:80: " + method + " can't cross address families");
    }

    @Test
    void onlyUdpIsScheduledPacketByPacket() {
        ServiceOptions onePacket = PLAIN.withFlag(ServiceFlag.ONE_PACKET);
        VirtualService udp = new VirtualService(
                new ServiceKey(Endpoint.parse("192.0.2.1:53"), Protocol.UDP), Scheduler.RR, NAT, List.of(), onePacket);

        assertAccepted(udp);
        assertRefused(service("192.0.2.1:53", NAT).withOptions(onePacket))
                .hasMessage("TCP 192.0.2.1:53: only UDP can be scheduled packet by packet");
        assertRefused(udp.withOptions(onePacket.withAlso(match(Protocol.TCP, "192.0.2.1", 53, 53))))
                .hasMessage("UDP 192.0.2.1:53: only UDP can be scheduled packet by packet");
    }

    @ParameterizedTest
    @EnumSource
    void flagsAndBoundsAreForSchedulersThatHeedThem(Scheduler scheduler) {
        VirtualService service = service("192.0.2.1:80", NAT).withScheduler(scheduler);

        assertAcceptedIf(hashes(scheduler), service.withOptions(PLAIN.withFlag(ServiceFlag.HASH_PORT)));
        assertAcceptedIf(
                hashes(scheduler) || scheduler == Scheduler.DH,
                service.withOptions(PLAIN.withFlag(ServiceFlag.FALLBACK)));
        assertAcceptedIf(scheduler == Scheduler.MH, service.withOptions(PLAIN.withBoundedLoad(125)));
        assertAccepted(
                service.withOptions(PLAIN.withFlag(ServiceFlag.HOLD_GONE).withFlag(ServiceFlag.EXPIRE_QUIESCENT)));
    }

    private static boolean hashes(Scheduler scheduler) {
        return scheduler == Scheduler.SH || scheduler == Scheduler.MH;
    }

    @ParameterizedTest
    @CsvSource({
        "TCP, NAT, true",
        "SCTP, NAT, true",
        "UDP, NAT, false",
        "TCP, TUNNELLING, false",
        "TCP, DIRECT_ROUTING, false"
    })
    void leastLatencySeesHandshakesInNatOnly(Protocol protocol, ForwardingMethod method, boolean sees) {
        ServiceKey key = new ServiceKey(Endpoint.parse("192.0.2.1:80"), protocol);

        assertAcceptedIf(sees, new VirtualService(key, Scheduler.LEAST_LATENCY, method, List.of()));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "REGULAR")
    void serviceHasOneServerOfEachSpecialRole(ServerRole role) {
        List<RealServer> two = List.of(
                server("10.0.0.1:80").withRole(role), server("10.0.0.2:80").withRole(role));
        VirtualService service = service("192.0.2.1:80", NAT);

        assertAccepted(service.withServers(two.subList(0, 1)));
        assertRefused(service.withServers(two)).hasMessage("a second " + role + " server stands in TCP 192.0.2.1:80");
    }

    @Test
    void lastPortBelowTheFirstIsRefused() {
        assertRefused(service("192.0.2.1:80", NAT).withOptions(PLAIN.withLastPort(79)))
                .hasMessage("ports 80-79 are no range within 1..65535");
    }

    @Test
    void eachServiceStandsOnce() {
        VirtualService service = service("192.0.2.1:80", NAT);

        assertRefused(service, service).hasMessage("service TCP 192.0.2.1:80 stands twice");
        assertRefused(service, service.withOptions(PLAIN.withLastPort(90)))
                .hasMessage("service TCP 192.0.2.1:80 stands twice");
    }

    @Test
    void packetsAreForOneServiceOnly() {
        VirtualService web =
                service("192.0.2.1:80", NAT).withOptions(PLAIN.withAlso(match(Protocol.TCP, "192.0.2.1", 443, 450)));

        assertAccepted(web, service("192.0.2.1:443", NAT), service("192.0.2.1:any", NAT), service("0.0.0.0:80", NAT));
        assertRefused(web, service("192.0.2.1:450", NAT).withOptions(PLAIN.withLastPort(460)))
                .hasMessage("TCP 192.0.2.1:450-460 of service TCP 192.0.2.1:450"
                        + " contradicts TCP 192.0.2.1:443-450 of service TCP 192.0.2.1:80");
    }

    @Test
    void serviceIsReachedByEachMatchOnce() {
        VirtualService service = service("192.0.2.1:80", NAT);

        assertRefused(service.withOptions(PLAIN.withAlso(match(Protocol.TCP, "192.0.2.1", 80, 80))))
                .hasMessage("TCP 192.0.2.1:80 of service TCP 192.0.2.1:80"
                        + " contradicts TCP 192.0.2.1:80 of service TCP 192.0.2.1:80");
    }

    private static void assertAcceptedIf(boolean expected, VirtualService service) {
        if (expected) {
            assertAccepted(service);
        } else {
            assertRefused(service).hasMessageStartingWith(service.key() + ": ");
        }
    }

    private static void assertAccepted(VirtualService... services) {
        assertThat(state(services).services()).containsExactly(services);
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(VirtualService... services) {
        return assertThatThrownBy(() -> state(services)).isInstanceOf(IllegalArgumentException.class);
    }

    private static DesiredState state(VirtualService... services) {
        DirectorSettings settings = new DirectorSettings(List.of("eth0"), Capacity.DEFAULT, Timeouts.DEFAULT);
        return new DesiredState(1, settings, List.of(services));
    }

    private static Match match(Protocol protocol, String address, int first, int last) {
        return new Match(protocol, IpAddress.parse(address), first, last);
    }

    private static RealServer server(String endpoint) {
        return new RealServer(Endpoint.parse(endpoint), 1);
    }

    private static VirtualService service(String vip, ForwardingMethod method, String... servers) {
        ServiceKey key = new ServiceKey(Endpoint.parse(vip), Protocol.TCP);
        List<RealServer> pool =
                Arrays.stream(servers).map(DesiredStateTest::server).toList();
        return new VirtualService(key, Scheduler.WLC, method, pool);
    }
}
