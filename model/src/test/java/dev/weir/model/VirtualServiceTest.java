package dev.weir.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VirtualServiceTest {

    @Test
    void natMapsPorts() {
        assertThat(service("192.0.2.1:80", ForwardingMethod.NAT, "10.0.0.1:8080")
                        .servers())
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NAT")
    void othersDoNotMapPorts(ForwardingMethod method) {
        assertThatThrownBy(() -> service("192.0.2.1:80", method, "10.0.0.1:8080"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("server 10.0.0.1:8080 of TCP 192.0.2.1:80: " + method + " can't map ports, only NAT can");
    }

    @Test
    void tunnelCrossesFamilies() {
        assertThat(service("192.0.2.1:80", ForwardingMethod.TUNNELLING, "[fd00::1]:80", "10.0.0.1:80")
                        .servers())
                .hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TUNNELLING")
    void othersDoNotCrossFamilies(ForwardingMethod method) {
        assertThatThrownBy(() -> service("[2001:db8::1]:80", method, "10.0.0.1:80"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("server 10.0.0.1:80 of TCP [2001:db8::1]:80: " + method + " can't cross address families");
    }

    @Test
    void serverStandsOnlyOnce() {
        assertThatThrownBy(() -> service("192.0.2.1:80", ForwardingMethod.NAT, "10.0.0.1:80", "10.0.0.1:80"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("server 10.0.0.1:80 stands twice in TCP 192.0.2.1:80");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void weightIsWithinItsRange(int weight) {
        Endpoint endpoint = Endpoint.parse("10.0.0.1:80");

        assertThatThrownBy(() -> new RealServer(endpoint, weight))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("weight " + weight + " is not within 0..65535");
    }

    @Test
    void stateHasEachServiceOnce() {
        DirectorSettings settings = new DirectorSettings(List.of("eth0"), Capacity.DEFAULT, Timeouts.DEFAULT);
        VirtualService service = service("192.0.2.1:80", ForwardingMethod.NAT);

        assertThatThrownBy(() -> new DesiredState(1, settings, List.of(service, service)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("service TCP 192.0.2.1:80 stands twice");
    }

    private static VirtualService service(String vip, ForwardingMethod method, String... servers) {
        List<RealServer> pool = List.of(servers).stream()
                .map(server -> new RealServer(Endpoint.parse(server), 1))
                .toList();
        return new VirtualService(new ServiceKey(Endpoint.parse(vip), Protocol.TCP), Scheduler.WLC, method, pool);
    }
}
