package dev.weir.linux.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.linux.Errno;
import dev.weir.linux.LinuxException;
import dev.weir.model.IpAddress;
import dev.weir.model.MacAddress;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Requests to this kernel, in namespaces of the test's own. */
@Tag("root")
class RtnetlinkTest {
    private static final IpAddress FAR = IpAddress.parse("198.51.100.7");

    private Lab lab;
    private Rtnetlink netlink;
    private Link eth0;

    @BeforeEach
    void create() {
        lab = Lab.create("rt");
        netlink = lab.left.run(Rtnetlink::open);
        eth0 = netlink.links().named("eth0").orElseThrow();
    }

    @AfterEach
    void remove() {
        netlink.close();
        lab.close();
    }

    @Test
    void linkIsReadWhole() {
        assertThat(netlink.links().list()).extracting(Link::name).containsExactlyInAnyOrder("lo", "eth0");
        assertThat(eth0.kind()).contains("veth");
        assertThat(eth0.mtu()).isEqualTo(1500);
        assertThat(eth0.up()).isTrue();
        assertThat(eth0.carrier()).isTrue();
        assertThat(eth0.loopback()).isFalse();
        assertThat(eth0.mac()).isPresent();
        assertThat(eth0.peer()).isPresent();
        assertThat(eth0.peerNamespace()).isPresent();
        assertThat(netlink.links().at(1).orElseThrow().loopback()).isTrue();
    }

    @Test
    void missingLinkIsEmpty() {
        assertThat(netlink.links().named("eth9")).isEmpty();
        assertThat(netlink.links().at(4711)).isEmpty();
    }

    @Test
    void linkIsChanged() {
        MacAddress mac = new MacAddress(0x0200_0000_0042L);
        netlink.links().setMac(eth0.index(), mac);
        netlink.links().setMtu(eth0.index(), 1400);
        netlink.links().setDown(eth0.index());

        Link changed = netlink.links().at(eth0.index()).orElseThrow();
        assertThat(changed.mac()).contains(mac);
        assertThat(changed.mtu()).isEqualTo(1400);
        assertThat(changed.up()).isFalse();
        assertThat(changed.carrier()).isFalse();
    }

    @Test
    void bridgeTakesItsPort() {
        Link bridge = netlink.links().createBridge("br0");
        netlink.links().enslave(eth0.index(), bridge.index());
        assertThat(bridge.kind()).contains("bridge");
        assertThat(netlink.links().at(eth0.index()).orElseThrow().master()).hasValue(bridge.index());

        netlink.links().release(eth0.index());
        assertThat(netlink.links().at(eth0.index()).orElseThrow().master()).isEqualTo(OptionalInt.empty());
    }

    @Test
    void takenNameIsRefused() {
        LinuxException taken =
                catchThrowableOfType(LinuxException.class, () -> netlink.links().createBridge("eth0"));

        assertThat(taken.errno()).isEqualTo(Errno.EEXIST);
        assertThat(taken).hasMessageStartingWith("create bridge eth0: EEXIST (File exists)");
    }

    @Test
    void chosenMacOfAVethIsKept() {
        MacAddress mac = new MacAddress(0x0200_0000_0007L);
        netlink.links().createVeth(VethEnd.named("one").with(mac), VethEnd.named("two"));

        assertThat(netlink.links().named("one").orElseThrow().mac()).contains(mac);
        assertThat(netlink.links().named("two")).isPresent();
    }

    @Test
    void linkIsMovedAndDeleted() {
        netlink.links().createVeth(VethEnd.named("one"), VethEnd.named("two"));
        Link two = netlink.links().named("two").orElseThrow();
        try (var far = lab.right.open();
                Rtnetlink other = lab.right.run(Rtnetlink::open)) {
            netlink.links().move(two.index(), far);
            assertThat(netlink.links().named("two")).isEmpty();
            assertThat(other.links().named("two")).isPresent();

            netlink.links().delete(netlink.links().named("one").orElseThrow().index());
            assertThat(other.links().named("two")).isEmpty();
        }
    }

    @Test
    void addressesComeAndGo() {
        IpAddress vip = IpAddress.parse("203.0.113.5");
        netlink.addresses().add(eth0.index(), vip, 32);
        netlink.addresses().add(eth0.index(), vip, 32);

        assertThat(netlink.addresses().list())
                .contains(
                        new InterfaceAddress(eth0.index(), vip, 32, true),
                        new InterfaceAddress(eth0.index(), Lab.LEFT_IPV4, 24, true),
                        new InterfaceAddress(eth0.index(), Lab.LEFT_IPV6, 64, true));
        assertThat(netlink.addresses().remove(eth0.index(), vip, 32)).isTrue();
        assertThat(netlink.addresses().remove(eth0.index(), vip, 32)).isFalse();
    }

    @Test
    void routeToANeighbourIsOnTheLink() {
        Route route = netlink.routes().to(Lab.RIGHT_IPV4).orElseThrow();

        assertThat(route.interfaceIndex()).hasValue(eth0.index());
        assertThat(route.gateway()).isEmpty();
        assertThat(route.source()).contains(Lab.LEFT_IPV4);
        assertThat(netlink.routes().to(Lab.RIGHT_IPV6).orElseThrow().source()).contains(Lab.LEFT_IPV6);
    }

    @Test
    void routeToAFarHostGoesByItsGateway() {
        Route far = Route.via(Prefix.parse("198.51.100.0/24"), Lab.RIGHT_IPV4);
        assertThat(netlink.routes().to(FAR)).isEmpty();
        netlink.routes().add(far);

        Route found = netlink.routes().to(FAR).orElseThrow();
        assertThat(found.gateway()).contains(Lab.RIGHT_IPV4);
        assertThat(found.interfaceIndex()).hasValue(eth0.index());
        assertThat(netlink.routes().list())
                .filteredOn(route -> route.destination().equals(far.destination()))
                .singleElement()
                .satisfies(route -> assertThat(route.gateway()).contains(Lab.RIGHT_IPV4));
        assertThat(netlink.routes().delete(far)).isTrue();
        assertThat(netlink.routes().delete(far)).isFalse();
        assertThat(netlink.routes().to(FAR)).isEmpty();
    }

    @Test
    void defaultRouteOfEitherFamilyIsTaken() {
        netlink.routes().add(Route.via(Prefix.parse("::/0"), Lab.RIGHT_IPV6));
        netlink.routes().add(Route.via(Prefix.parse("0.0.0.0/0"), Lab.RIGHT_IPV4));

        assertThat(netlink.routes().to(FAR).orElseThrow().gateway()).contains(Lab.RIGHT_IPV4);
        assertThat(netlink.routes()
                        .to(IpAddress.parse("2001:db8:ffff::1"))
                        .orElseThrow()
                        .gateway())
                .contains(Lab.RIGHT_IPV6);
    }

    @Test
    void mtuOfARouteIsTold() {
        Route plain = Route.onLink(Prefix.parse("198.51.100.0/24"), eth0.index());
        netlink.routes()
                .add(new Route(
                        plain.destination(),
                        plain.type(),
                        plain.table(),
                        plain.interfaceIndex(),
                        plain.gateway(),
                        Optional.of(Lab.LEFT_IPV4),
                        plain.metric(),
                        OptionalInt.of(1300)));

        assertThat(netlink.routes().to(FAR).orElseThrow().mtu()).hasValue(1300);
    }

    @Test
    void kernelsOwnWordsAreTold() {
        Route unreachable = Route.via(Prefix.parse("198.51.100.0/24"), IpAddress.parse("203.0.113.99"));

        assertThatThrownBy(() -> netlink.routes().add(unreachable))
                .isInstanceOf(LinuxException.class)
                .hasMessage("add route to 198.51.100.0/24: ENETUNREACH (Network is unreachable):"
                        + " Nexthop has invalid gateway");
    }

    @Test
    void socketGoesOnAfterARefusal() {
        assertThatThrownBy(() -> netlink.links().setMtu(4711, 1500)).isInstanceOf(LinuxException.class);

        assertThat(netlink.links().list()).hasSize(2);
    }

    @Test
    void permanentNeighbourIsSetFoundAndDeleted() {
        IpAddress address = IpAddress.parse("192.0.2.77");
        MacAddress mac = new MacAddress(0x0200_0000_0077L);
        assertThat(netlink.neighbours().find(eth0.index(), address)).isEmpty();
        netlink.neighbours().setPermanent(eth0.index(), address, mac);
        netlink.neighbours().keepResolved(eth0.index(), address);

        Neighbour expected = new Neighbour(eth0.index(), address, Optional.of(mac), Neighbour.State.PERMANENT);
        assertThat(netlink.neighbours().find(eth0.index(), address)).contains(expected);
        assertThat(netlink.neighbours().list()).contains(expected);
        assertThat(netlink.neighbours().delete(eth0.index(), address)).isTrue();
        assertThat(netlink.neighbours().delete(eth0.index(), address)).isFalse();
    }
}
