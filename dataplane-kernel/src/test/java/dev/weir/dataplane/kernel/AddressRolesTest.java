package dev.weir.dataplane.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.linux.Memory;
import dev.weir.linux.bpf.BpfMap;
import dev.weir.linux.bpf.BpfObject;
import dev.weir.model.Endpoint;
import dev.weir.model.ForwardingMethod;
import dev.weir.model.IpAddress;
import dev.weir.model.Match;
import dev.weir.model.Protocol;
import dev.weir.model.RealServer;
import dev.weir.model.Scheduler;
import dev.weir.model.ServiceOptions;
import dev.weir.model.VirtualService;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The packet path knows VIPs and servers in NAT for as long as any service has them. */
@Tag("root")
final class AddressRolesTest {
    private static final VirtualService HTTP = Pool.service(0, Scheduler.RR, 1);
    private static final VirtualService SAME_VIP = Pool.service(1, Scheduler.RR, 1);
    private static final int NOTHING = 0;

    private final TestStage stage = TestStage.set();
    private KernelDataPlane plane = stage.open();

    @AfterEach
    void strike() {
        plane.close();
        stage.close();
    }

    private int rolesOf(IpAddress address) {
        try (BpfMap map = BpfMap.openPinned(stage.pins().map(MapName.ADDRESSES))) {
            Memory flags = Memory.allocate(Integer.BYTES);
            map.lookup(Memory.ofBytes(address.mappedBytes()), flags);
            return flags.getInt(0);
        }
    }

    private static int flag(String name) {
        try (BpfObject object = BpfObject.open("weir", Installation.readObject())) {
            return Math.toIntExact(object.btf().constant(name));
        }
    }

    private static IpAddress vip() {
        return HTTP.key().vip().address();
    }

    private static IpAddress server() {
        return HTTP.servers().getFirst().endpoint().address();
    }

    @Test
    void addressesOfTwoServicesAreKnownUntilTheLastHasGone() {
        Pool.apply(plane, HTTP, SAME_VIP);
        Pool.apply(plane, SAME_VIP);
        assertThat(rolesOf(vip())).isEqualTo(flag("ADDRESS_VIP"));
        assertThat(rolesOf(server())).isEqualTo(flag("ADDRESS_NAT_SERVER"));

        Pool.apply(plane);
        assertThat(rolesOf(vip())).isEqualTo(NOTHING);
        assertThat(rolesOf(server())).isEqualTo(NOTHING);
    }

    @Test
    void addressMayBeAVipAndAServerAtOnce() {
        RealServer toHttp = new RealServer(HTTP.key().vip(), 1);
        VirtualService chained = new VirtualService(Pool.key(8), Scheduler.RR, ForwardingMethod.NAT, List.of(toHttp));
        Pool.apply(plane, HTTP, chained);
        assertThat(rolesOf(vip())).isEqualTo(flag("ADDRESS_VIP") | flag("ADDRESS_NAT_SERVER"));

        Pool.apply(plane, HTTP);
        assertThat(rolesOf(vip())).isEqualTo(flag("ADDRESS_VIP"));
    }

    @Test
    void everyAddressThatAServiceIsReachedByIsAVipButForAny() {
        IpAddress any = IpAddress.parse("0.0.0.0");
        IpAddress other = IpAddress.parse("192.0.2.77");
        VirtualService several = HTTP.withOptions(
                ServiceOptions.DEFAULT.withAlso(Match.of(Protocol.TCP, other, 80), Match.of(Protocol.TCP, any, 80)));
        Pool.apply(plane, several);
        assertThat(rolesOf(other)).isEqualTo(flag("ADDRESS_VIP"));
        assertThat(rolesOf(any)).isEqualTo(NOTHING);
        assertThat(rolesOf(server())).isEqualTo(flag("ADDRESS_NAT_SERVER") | flag("ADDRESS_SERVER"));

        Pool.apply(plane, HTTP);
        assertThat(rolesOf(other)).isEqualTo(NOTHING);
        assertThat(rolesOf(server())).isEqualTo(flag("ADDRESS_NAT_SERVER"));
    }

    @Test
    void ownAddressesAreThoseToldLastWhateverElseTheyAre() {
        Pool.apply(plane, HTTP);
        plane.setOwnAddresses(Set.of(vip(), server()));
        assertThat(rolesOf(vip())).isEqualTo(flag("ADDRESS_VIP") | flag("ADDRESS_OWN"));

        plane.setOwnAddresses(Set.of(server()));
        assertThat(rolesOf(vip())).isEqualTo(flag("ADDRESS_VIP"));
        assertThat(rolesOf(server())).isEqualTo(flag("ADDRESS_NAT_SERVER") | flag("ADDRESS_OWN"));
    }

    @Test
    void serversInDirectRoutingHaveNoRole() {
        RealServer server = new RealServer(Endpoint.parse("10.0.0.77:80"), 1);
        Pool.apply(
                plane, new VirtualService(Pool.key(0), Scheduler.RR, ForwardingMethod.DIRECT_ROUTING, List.of(server)));

        assertThat(rolesOf(server.endpoint().address())).isEqualTo(NOTHING);
    }

    @Test
    void rolesAreCountedAnewAfterARestart() {
        Pool.apply(plane, HTTP, SAME_VIP);
        plane.close();
        try (BpfMap map = BpfMap.openPinned(stage.pins().map(MapName.ADDRESSES))) {
            map.update(Memory.ofBytes(IpAddress.parse("203.0.113.9").mappedBytes()), Memory.ofInt(1));
        }
        plane = stage.open();

        assertThat(rolesOf(IpAddress.parse("203.0.113.9"))).isEqualTo(NOTHING);
        Pool.apply(plane, SAME_VIP);
        assertThat(rolesOf(vip())).isEqualTo(flag("ADDRESS_VIP"));
    }
}
