package dev.weir.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualServiceTest {
    private static final ServiceKey KEY = new ServiceKey(Endpoint.parse("192.0.2.1:80"), Protocol.TCP);

    @Test
    void serverStandsOnlyOnce() {
        assertThatThrownBy(() -> service(ServiceOptions.DEFAULT, "10.0.0.1:80", "10.0.0.1:80"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("server 10.0.0.1:80 stands twice in TCP 192.0.2.1:80");
    }

    @Test
    void isReachedByItsKey() {
        assertThat(service(ServiceOptions.DEFAULT).matches())
                .containsExactly(Match.of(Protocol.TCP, KEY.vip().address(), 80));
    }

    @Test
    void keyMayBeginARangeAndOthersFollow() {
        Match also = Match.of(Protocol.UDP, IpAddress.parse("192.0.2.2"), 53);
        ServiceOptions options = ServiceOptions.DEFAULT.withLastPort(90).withAlso(also);

        assertThat(service(options).matches())
                .containsExactly(new Match(Protocol.TCP, KEY.vip().address(), 80, 90), also);
    }

    @Test
    void onlyWhatIsMeantChanges() {
        VirtualService service = service(ServiceOptions.DEFAULT, "10.0.0.1:80");
        ServiceOptions other = ServiceOptions.DEFAULT.withBoundedLoad(125);

        assertThat(service.withScheduler(Scheduler.MH).withOptions(other).withServers(List.of()))
                .isEqualTo(new VirtualService(KEY, Scheduler.MH, ForwardingMethod.NAT, List.of(), other));
    }

    private static VirtualService service(ServiceOptions options, String... servers) {
        List<RealServer> pool = List.of(servers).stream()
                .map(server -> new RealServer(Endpoint.parse(server), 1))
                .toList();
        return new VirtualService(KEY, Scheduler.WLC, ForwardingMethod.NAT, pool, options);
    }
}
