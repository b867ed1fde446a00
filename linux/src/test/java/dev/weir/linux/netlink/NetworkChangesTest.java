package dev.weir.linux.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.linux.netlink.NetworkChange.AddressChanged;
import dev.weir.linux.netlink.NetworkChange.AddressRemoved;
import dev.weir.linux.netlink.NetworkChange.LinkChanged;
import dev.weir.linux.netlink.NetworkChange.LinkRemoved;
import dev.weir.linux.netlink.NetworkChange.Missed;
import dev.weir.linux.netlink.NetworkChange.NeighbourChanged;
import dev.weir.linux.netlink.NetworkChange.RouteChanged;
import dev.weir.linux.netlink.NetworkChange.RouteRemoved;
import dev.weir.model.IpAddress;
import dev.weir.model.MacAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What this kernel tells of changes in a namespace of the test's own. */
@Tag("root")
class NetworkChangesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Queue<NetworkChange> unread = new ArrayDeque<>();
    private Lab lab;
    private Rtnetlink netlink;
    private NetworkChanges changes;
    private Link eth0;

    @BeforeEach
    void create() {
        lab = Lab.create("ch");
        netlink = lab.left.run(Rtnetlink::open);
        changes = lab.left.run(NetworkChanges::subscribe);
        eth0 = netlink.links().named("eth0").orElseThrow();
    }

    @AfterEach
    void remove() {
        changes.close();
        netlink.close();
        lab.close();
    }

    @Test
    void changesAreToldInTheirOrder() {
        IpAddress vip = IpAddress.parse("203.0.113.5");
        Prefix far = Prefix.parse("198.51.100.0/24");
        netlink.addresses().add(eth0.index(), vip, 32);
        netlink.routes().add(Route.via(far, Lab.RIGHT_IPV4));
        netlink.routes().delete(Route.via(far, Lab.RIGHT_IPV4));
        netlink.addresses().remove(eth0.index(), vip, 32);
        netlink.links().setMtu(eth0.index(), 1400);

        InterfaceAddress address = new InterfaceAddress(eth0.index(), vip, 32, true);
        await(change -> change.equals(new AddressChanged(address)));
        await(change -> change instanceof RouteChanged(Route route)
                && route.destination().equals(far));
        await(change -> change instanceof RouteRemoved(Route route)
                && route.destination().equals(far));
        await(change -> change.equals(new AddressRemoved(address)));
        await(change -> change instanceof LinkChanged(Link link) && link.mtu() == 1400);
    }

    @Test
    void lossOfThePeerIsTold() {
        try (Rtnetlink other = lab.right.run(Rtnetlink::open)) {
            other.links().setDown(other.links().named("eth0").orElseThrow().index());
            await(change -> change instanceof LinkChanged(Link link) && link.up() && !link.carrier());

            other.links().delete(other.links().named("eth0").orElseThrow().index());
            await(change ->
                    change instanceof LinkRemoved(Link link) && link.name().equals("eth0"));
        }
    }

    @Test
    void neighbourThatIsKeptResolvedComesWithItsMac() {
        for (IpAddress address : List.of(Lab.RIGHT_IPV4, Lab.RIGHT_IPV6)) {
            netlink.neighbours().keepResolved(eth0.index(), address);

            await(change -> change instanceof NeighbourChanged(Neighbour neighbour)
                    && neighbour.address().equals(address)
                    && neighbour.usableMac().equals(macOfRight()));
        }
    }

    private Optional<MacAddress> macOfRight() {
        try (Rtnetlink other = lab.right.run(Rtnetlink::open)) {
            return other.links().named("eth0").orElseThrow().mac();
        }
    }

    @Test
    void neighbourThatDoesNotAnswerIsToldAsFailed() {
        IpAddress nobody = IpAddress.parse("192.0.2.99");
        netlink.neighbours().keepResolved(eth0.index(), nobody);

        await(change -> change instanceof NeighbourChanged(Neighbour neighbour)
                && neighbour.address().equals(nobody)
                && neighbour.state() == Neighbour.State.FAILED
                && neighbour.usableMac().isEmpty());
    }

    @Test
    void quietNamespaceTellsNothing() {
        changes.poll(Duration.ZERO);

        assertThat(changes.poll(Duration.ZERO)).isEmpty();
    }

    @Test
    void lostChangesAreTold() {
        try (NetworkChanges slow = lab.left.run(() -> NetworkChanges.subscribe(4096))) {
            for (int i = 0; i < 100; i++) {
                netlink.links().setMtu(eth0.index(), 1400 + i);
            }

            assertThat(slow.poll(PATIENCE)).contains(new Missed());
            netlink.links().setMtu(eth0.index(), 1399);
            assertThat(follow(slow, change -> change instanceof LinkChanged(Link link) && link.mtu() == 1399))
                    .isTrue();
        }
    }

    private void await(Predicate<NetworkChange> wanted) {
        assertThat(follow(changes, wanted)).isTrue();
    }

    /** Reads on to the change that is wanted; false if the kernel falls silent before. */
    private boolean follow(NetworkChanges source, Predicate<NetworkChange> wanted) {
        while (true) {
            while (!unread.isEmpty()) {
                if (wanted.test(unread.remove())) {
                    return true;
                }
            }
            unread.addAll(source.poll(PATIENCE));
            if (unread.isEmpty()) {
                return false;
            }
        }
    }
}
