package dev.weir.director;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.model.Capacity;
import dev.weir.model.DesiredState;
import dev.weir.model.DirectorSettings;
import dev.weir.model.Endpoint;
import dev.weir.model.ForwardingMethod;
import dev.weir.model.IpAddress;
import dev.weir.model.Match;
import dev.weir.model.Protocol;
import dev.weir.model.Scheduler;
import dev.weir.model.ServiceKey;
import dev.weir.model.ServiceOptions;
import dev.weir.model.Timeouts;
import dev.weir.model.VirtualService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VirtualAddressesTest {
    @TempDir
    Path runDirectory;

    private final List<String> events = new ArrayList<>();
    private final FakeNetwork network = new FakeNetwork(events);

    @Test
    void vipGoesOnTheInterfaceWhoseNetworkContainsIt() {
        network.own("eth0", "10.0.0.1", 24);
        network.own("eth1", "192.0.2.1", 24);
        addresses().keep(wanting("192.0.2.10:80"));
        assertThat(events).containsExactly("put 192.0.2.10 on eth1");
    }

    @Test
    void vipOfNoNetworkGoesOnTheFirstInterface() {
        network.own("eth1", "192.0.2.1", 24);
        addresses().keep(wanting("198.51.100.10:80", "[2001:db8::10]:80"));
        assertThat(events).containsExactly("put 198.51.100.10 on eth0", "put 2001:db8::10 on eth0");
    }

    @Test
    void vipOfTwoServicesIsPutOnce() {
        addresses().keep(wanting("192.0.2.10:80", "192.0.2.10:443"));
        assertThat(events).containsExactly("put 192.0.2.10 on eth0");
    }

    @Test
    void everyAddressThatAServiceIsReachedByIsPutButNotAnyAddress() {
        ServiceOptions options = ServiceOptions.DEFAULT.withAlso(
                Match.of(Protocol.TCP, IpAddress.parse("192.0.2.10"), 443),
                Match.of(Protocol.TCP, IpAddress.parse("192.0.2.12"), 80),
                Match.of(Protocol.UDP, IpAddress.parse("0.0.0.0"), Match.ANY_PORT));
        VirtualService web = service("192.0.2.10:80").withOptions(options);
        addresses().keep(state(List.of("eth0"), List.of(web, service("[::]:80"))));
        assertThat(events).containsExactly("put 192.0.2.10 on eth0", "put 192.0.2.12 on eth0");
    }

    @Test
    void ownAddressesAreThoseOfTheMachineThatAreNoVips() {
        network.own("lo", "127.0.0.1", 8);
        network.own("eth0", "10.0.0.254", 24);
        network.own("eth0", "2001:db8::fe", 64);
        network.own("eth0", "192.0.2.10", 32);
        assertThat(addresses().own(wanting("192.0.2.10:80", "0.0.0.0:80")).orElseThrow())
                .containsExactlyInAnyOrder(
                        IpAddress.parse("127.0.0.1"), IpAddress.parse("10.0.0.254"), IpAddress.parse("2001:db8::fe"));
    }

    @Test
    void withoutAServiceForAnyAddressNoneIsLookedAt() {
        network.own("eth0", "10.0.0.254", 24);
        assertThat(addresses().own(wanting("192.0.2.10:80"))).isEmpty();
    }

    @Test
    void addressThatStandsAlreadyIsLeftAndNeverTaken() {
        network.own("lo", "192.0.2.10", 32);
        VirtualAddresses addresses = addresses();
        addresses.keep(wanting("192.0.2.10:80"));
        addresses.keep(wanting());
        addresses.removeAll();
        assertThat(events).isEmpty();
        assertThat(addresses.added()).isEmpty();
    }

    @Test
    void nextDirectorTakesAwayWhatTheFormerAdded() {
        addresses().keep(wanting("192.0.2.10:80", "192.0.2.11:80"));
        events.clear();
        VirtualAddresses next = addresses();
        next.keep(wanting("192.0.2.11:80"));
        assertThat(events).containsExactly("take 192.0.2.10 from eth0");
        assertThat(next.added()).containsExactly(IpAddress.parse("192.0.2.11"));
    }

    @Test
    void vipMovesWhenItsInterfaceIsNoMoreTheDirectors() {
        VirtualAddresses addresses = addresses();
        addresses.keep(wanting("192.0.2.10:80"));
        events.clear();
        addresses.keep(state(List.of("eth1"), "192.0.2.10:80"));
        assertThat(events).containsExactly("take 192.0.2.10 from eth0", "put 192.0.2.10 on eth1");
    }

    @Test
    void vipThatSomebodyTookAwayIsPutBack() {
        VirtualAddresses addresses = addresses();
        addresses.keep(wanting("192.0.2.10:80"));
        network.removeAddress("eth0", IpAddress.parse("192.0.2.10"));
        events.clear();
        addresses.keep(wanting("192.0.2.10:80"));
        assertThat(events).containsExactly("put 192.0.2.10 on eth0");
    }

    @Test
    void addressIsWrittenDownBeforeItIsAdded() throws IOException {
        network.refuseAddresses("no such interface eth0");
        assertThatThrownBy(() -> addresses().keep(wanting("192.0.2.10:80"))).hasMessage("no such interface eth0");
        assertThat(Files.readString(runDirectory.resolve("addresses"))).isEqualTo("eth0 192.0.2.10\n");
    }

    @Test
    void lineThatIsNoAddressIsPassedOver() throws IOException {
        Files.writeString(runDirectory.resolve("addresses"), "eth0 192.0.2.10\nrubbish\n");
        assertThat(addresses().added()).containsExactly(IpAddress.parse("192.0.2.10"));
    }

    private VirtualAddresses addresses() {
        return new VirtualAddresses(network, runDirectory);
    }

    private static DesiredState wanting(String... vips) {
        return state(List.of("eth0", "eth1"), vips);
    }

    private static DesiredState state(List<String> interfaces, String... vips) {
        return state(
                interfaces, Stream.of(vips).map(VirtualAddressesTest::service).toList());
    }

    private static DesiredState state(List<String> interfaces, List<VirtualService> services) {
        return new DesiredState(1, new DirectorSettings(interfaces, Capacity.DEFAULT, Timeouts.DEFAULT), services);
    }

    private static VirtualService service(String vip) {
        return new VirtualService(
                new ServiceKey(Endpoint.parse(vip), Protocol.TCP), Scheduler.WLC, ForwardingMethod.NAT, List.of());
    }
}
