package dev.weir.director;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.director.WayFinder.Target;
import dev.weir.linux.netlink.Link;
import dev.weir.linux.netlink.Prefix;
import dev.weir.linux.netlink.Route;
import dev.weir.model.IpAddress;
import dev.weir.model.MacAddress;
import dev.weir.model.NextHop;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class WayFinderTest {
    private static final IpAddress SERVER = IpAddress.parse("172.16.0.9");
    private static final IpAddress ROUTER = IpAddress.parse("10.0.0.2");
    private static final IpAddress OWN = IpAddress.parse("10.0.0.1");
    private static final MacAddress OWN_MAC = new MacAddress(0x02_00_00_00_00_01L);
    private static final MacAddress ROUTER_MAC = new MacAddress(0x02_00_00_00_00_02L);
    private static final Link ETH0 = link(Optional.of(OWN_MAC));

    private final Map<Target, MacAddress> neighbours = Map.of(new Target(2, ROUTER), ROUTER_MAC);

    @Test
    void routerIsTheNextHopOfAServerBehindIt() {
        assertThat(way(ETH0, byRouter())).isEqualTo(new Way.Known(new NextHop(2, OWN_MAC, ROUTER_MAC, OWN, 1500)));
    }

    @Test
    void serverOnTheLinkIsItsOwnNextHop() {
        Route onLink = route(Route.Type.UNICAST, Optional.empty(), Optional.of(OWN), OptionalInt.empty());
        assertThat(way(ETH0, onLink)).isEqualTo(new Way.Unknown("172.16.0.9 does not answer on eth0"));
        assertThat(Target.of(SERVER, onLink)).hasValue(new Target(2, SERVER));
    }

    @Test
    void routeWithASmallerMtuThanTheInterfaceSetsIt() {
        Route narrow = route(Route.Type.UNICAST, Optional.of(ROUTER), Optional.of(OWN), OptionalInt.of(1400));
        Route wide = route(Route.Type.UNICAST, Optional.of(ROUTER), Optional.of(OWN), OptionalInt.of(9000));
        assertThat(way(ETH0, narrow)).isEqualTo(new Way.Known(new NextHop(2, OWN_MAC, ROUTER_MAC, OWN, 1400)));
        assertThat(way(ETH0, wide)).isEqualTo(new Way.Known(new NextHop(2, OWN_MAC, ROUTER_MAC, OWN, 1500)));
    }

    @Test
    void routeToNowhereIsToldByItsKind() {
        Route hole = route(Route.Type.BLACKHOLE, Optional.empty(), Optional.of(OWN), OptionalInt.empty());
        Route local = route(Route.Type.LOCAL, Optional.empty(), Optional.of(OWN), OptionalInt.empty());
        Route all = route(Route.Type.BROADCAST, Optional.empty(), Optional.of(OWN), OptionalInt.empty());
        assertThat(reason(ETH0, hole)).isEqualTo("the route to it leads to no interface (BLACKHOLE)");
        assertThat(reason(ETH0, local)).startsWith("it is an address of this machine");
        assertThat(reason(ETH0, all)).startsWith("it is the address of many hosts");
    }

    @Test
    void linkWithoutEthernetAddressIsNoWay() {
        assertThat(reason(link(Optional.empty()), byRouter()))
                .isEqualTo("its route leaves by eth0, which has no Ethernet address");
    }

    @Test
    void linkWithoutAddressOfTheFamilyIsNoWay() {
        Route unsourced = route(Route.Type.UNICAST, Optional.of(ROUTER), Optional.empty(), OptionalInt.empty());
        assertThat(reason(ETH0, unsourced)).isEqualTo("eth0 has no address of its family to send from");
    }

    @Test
    void linkThatIsGoneIsNoWay() {
        WayFinder finder = new WayFinder(Map.of(), target -> Optional.of(ROUTER_MAC));
        assertThat(finder.way(SERVER, Optional.of(byRouter())))
                .isEqualTo(new Way.Unknown("the interface of its route, number 2, is gone"));
    }

    private String reason(Link link, Route route) {
        return ((Way.Unknown) way(link, route)).reason();
    }

    private Way way(Link link, Route route) {
        WayFinder finder =
                new WayFinder(Map.of(link.index(), link), target -> Optional.ofNullable(neighbours.get(target)));
        return finder.way(SERVER, Optional.of(route));
    }

    private static Route byRouter() {
        return route(Route.Type.UNICAST, Optional.of(ROUTER), Optional.of(OWN), OptionalInt.empty());
    }

    private static Route route(
            Route.Type type, Optional<IpAddress> gateway, Optional<IpAddress> source, OptionalInt mtu) {
        OptionalInt leaving = type == Route.Type.BLACKHOLE ? OptionalInt.empty() : OptionalInt.of(2);
        return new Route(Prefix.host(SERVER), type, 254, leaving, gateway, source, 0, mtu);
    }

    private static Link link(Optional<MacAddress> mac) {
        return new Link(
                2,
                "eth0",
                mac,
                1500,
                true,
                true,
                false,
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty());
    }
}
