package dev.weir.director;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.director.DirectorStatus.InterfaceState;
import dev.weir.linux.Descriptor;
import dev.weir.linux.namespace.NetworkNamespace;
import dev.weir.linux.netlink.Prefix;
import dev.weir.linux.netlink.Route;
import dev.weir.linux.netlink.Rtnetlink;
import dev.weir.linux.netlink.VethEnd;
import dev.weir.model.IpAddress;
import dev.weir.model.MacAddress;
import dev.weir.model.NextHop;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A director's namespace with eth0, and at the other end of the wire one with servers. */
@Tag("root")
class NetlinkNetworkTest {
    private static final String SUFFIX = "-" + ProcessHandle.current().pid();
    private static final MacAddress DIRECTOR_MAC = new MacAddress(0x02_00_00_00_00_01L);
    private static final MacAddress SERVER_MAC = new MacAddress(0x02_00_00_00_00_02L);
    private static final IpAddress SERVER = IpAddress.parse("10.0.0.2");
    private static final IpAddress SERVER6 = IpAddress.parse("fd00::2");
    private static final IpAddress VIP = IpAddress.parse("192.0.2.10");
    private static final IpAddress VIP6 = IpAddress.parse("2001:db8::10");

    private final NetworkNamespace directors = NetworkNamespace.create("weir-network-d" + SUFFIX);
    private final NetworkNamespace servers = NetworkNamespace.create("weir-network-s" + SUFFIX);
    private final Rtnetlink here = directors.run(Rtnetlink::open);
    private final Rtnetlink there = servers.run(Rtnetlink::open);
    private final Semaphore changes = new Semaphore(0);

    private NetlinkNetwork network = wire();

    private NetlinkNetwork wire() {
        try (Descriptor peer = servers.open()) {
            here.links()
                    .createVeth(
                            VethEnd.named("eth0").with(DIRECTOR_MAC),
                            VethEnd.named("eth0").with(SERVER_MAC).in(peer));
        }
        own(here, "10.0.0.1", 24);
        own(here, "fd00::1", 64);
        own(there, "10.0.0.2", 24);
        own(there, "fd00::2", 64);
        return directors.run(NetlinkNetwork::open);
    }

    private static void own(Rtnetlink host, String address, int prefixLength) {
        int index = eth0(host);
        host.links().setUp(index);
        host.addresses().add(index, IpAddress.parse(address), prefixLength);
    }

    private static int eth0(Rtnetlink host) {
        return host.links().named("eth0").orElseThrow().index();
    }

    @BeforeEach
    void listen() {
        network.onChange(changes::release);
    }

    @AfterEach
    void end() {
        network.close();
        here.close();
        there.close();
        directors.delete();
        servers.delete();
    }

    @Test
    void neighbourIsFoundWithoutTraffic() {
        network.keepResolved(Set.of(SERVER, SERVER6));
        assertThat(awaitKnown(SERVER)).isEqualTo(hop("10.0.0.1", 1500));
        assertThat(awaitKnown(SERVER6)).isEqualTo(hop("fd00::1", 1500));
    }

    @Test
    void serverBehindARouterIsReachedByTheRouter() {
        IpAddress server = IpAddress.parse("172.16.0.9");
        here.routes().add(Route.via(Prefix.parse("172.16.0.0/16"), SERVER));
        network.keepResolved(Set.of(server));
        assertThat(awaitKnown(server)).isEqualTo(hop("10.0.0.1", 1500));
    }

    @Test
    void newAddressOfANeighbourIsTold() throws InterruptedException {
        network.keepResolved(Set.of(SERVER));
        awaitKnown(SERVER);
        changes.drainPermits();
        MacAddress other = new MacAddress(0x02_00_00_00_00_77L);
        here.neighbours().setPermanent(eth0(here), SERVER, other);
        assertThat(changes.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
        assertThat(awaitKnown(SERVER).neighbourMac()).isEqualTo(other);
    }

    @Test
    void mtuOfTheInterfaceIsTold() {
        network.keepResolved(Set.of(SERVER));
        awaitKnown(SERVER);
        here.links().setMtu(eth0(here), 1400);
        await(() -> awaitKnown(SERVER).mtu() == 1400);
    }

    @Test
    void reasonIsGivenWhereThereIsNoWay() {
        IpAddress unrouted = IpAddress.parse("198.51.100.1");
        IpAddress own = IpAddress.parse("10.0.0.1");
        IpAddress silent = IpAddress.parse("10.0.0.99");
        assertThat(network.ways(Set.of(unrouted, own, silent)))
                .containsEntry(unrouted, new Way.Unknown("no route leads to it; add one (ip route add ...)"))
                .containsEntry(
                        own, new Way.Unknown("it is an address of this machine; a real server must be another host"))
                .containsEntry(silent, new Way.Unknown("10.0.0.99 does not answer on eth0"));
    }

    @Test
    void neighbourOfNoServerIsKeptNoMore() {
        network.keepResolved(Set.of(SERVER));
        awaitKnown(SERVER);
        network.keepResolved(Set.of());
        assertThat(here.neighbours().find(eth0(here), SERVER).flatMap(neighbour -> neighbour.usableMac()))
                .isEmpty();
    }

    @Test
    void vipIsPutOnceAndTakenOnce() {
        for (IpAddress vip : List.of(VIP, VIP6)) {
            network.addAddress("eth0", vip);
            network.addAddress("eth0", vip);
            assertThat(network.addresses())
                    .contains(new InterfaceAddress("eth0", vip, vip.family().bits()));
            network.removeAddress("eth0", vip);
            network.removeAddress("eth0", vip);
            assertThat(network.addresses())
                    .doesNotContain(
                            new InterfaceAddress("eth0", vip, vip.family().bits()));
        }
    }

    @Test
    void vipIsNoAddressToSendFromOnOnesOwn() {
        network.addAddress("eth0", IpAddress.parse("fd00::3"));
        network.keepResolved(Set.of(SERVER6));
        assertThat(awaitKnown(SERVER6).localAddress()).isEqualTo(IpAddress.parse("fd00::1"));
    }

    @Test
    void missingInterfaceIsTold() {
        assertThat(network.interfaces(List.of("eth0", "eth9")))
                .containsExactly(
                        new InterfaceState("eth0", eth0(here), DIRECTOR_MAC, 1500, InterfaceState.Link.UP),
                        new InterfaceState("eth9", 0, new MacAddress(0), 0, InterfaceState.Link.MISSING));
        assertThatThrownBy(() -> network.addAddress("eth9", VIP)).hasMessageContaining("no interface eth9");
        network.removeAddress("eth9", VIP);
    }

    @Test
    void tenThousandServersBehindOneRouterAreAllFound() {
        Set<IpAddress> many = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            many.add(IpAddress.ofIpv4((10 << 24) + 256 + i));
        }
        here.routes().add(Route.via(Prefix.parse("10.0.0.0/8"), SERVER));
        network.keepResolved(many);
        awaitKnown(IpAddress.parse("10.0.1.0"));
        assertThat(network.ways(many).values()).hasSize(many.size()).allMatch(way -> way instanceof Way.Known);
    }

    private static NextHop hop(String localAddress, int mtu) {
        return new NextHop(0, DIRECTOR_MAC, SERVER_MAC, IpAddress.parse(localAddress), mtu);
    }

    /** The way to a server as soon as it is known; its interface's number, which differs, left out. */
    private NextHop awaitKnown(IpAddress server) {
        await(() -> way(server) instanceof Way.Known);
        NextHop hop = ((Way.Known) way(server)).nextHop();
        assertThat(hop.interfaceIndex()).isEqualTo(eth0(here));
        return new NextHop(0, hop.interfaceMac(), hop.neighbourMac(), hop.localAddress(), hop.mtu());
    }

    private Way way(IpAddress server) {
        return network.ways(Set.of(server)).getOrDefault(server, new Way.Unknown("not told"));
    }

    /** Looks again with every change that the network tells, for ten seconds at most. */
    private void await(BooleanSupplier condition) {
        long deadlineNanos = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            try {
                assertThat(changes.tryAcquire(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS))
                        .isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
