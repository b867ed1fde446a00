package dev.weir.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.dataplane.Change.AddServer;
import dev.weir.dataplane.Change.AddService;
import dev.weir.dataplane.Change.ChangeOptions;
import dev.weir.dataplane.Change.ChangeServer;
import dev.weir.dataplane.Change.ChangeWeight;
import dev.weir.model.Endpoint;
import dev.weir.model.ForwardingMethod;
import dev.weir.model.IpAddress;
import dev.weir.model.Limits;
import dev.weir.model.Match;
import dev.weir.model.Persistence;
import dev.weir.model.Protocol;
import dev.weir.model.RealServer;
import dev.weir.model.Scheduler;
import dev.weir.model.ServerRole;
import dev.weir.model.ServiceFlag;
import dev.weir.model.ServiceKey;
import dev.weir.model.ServiceOptions;
import dev.weir.model.Thresholds;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What an operator reads of a change before it is made. */
class ChangeTest {
    private static final ServiceKey WEB = new ServiceKey(Endpoint.parse("192.0.2.10:80"), Protocol.TCP);
    private static final RealServer SERVER = new RealServer(Endpoint.parse("10.0.0.1:80"), 8);

    @Test
    void newServiceTellsWhatIsAskedOfIt() {
        ServiceOptions options =
                ServiceOptions.DEFAULT.withSlowStart(Duration.ofSeconds(90)).withPersistence(Persistence.DEFAULT);

        assertThat(new AddService(WEB, Scheduler.RR, ForwardingMethod.NAT, options))
                .hasToString("add service TCP 192.0.2.10:80 (RR, NAT; slow start 1m30s, persistence 5m)");
        assertThat(new AddService(WEB, Scheduler.RR, ForwardingMethod.NAT))
                .hasToString("add service TCP 192.0.2.10:80 (RR, NAT)");
    }

    @Test
    void changedOptionsAreToldAsTheyWillBe() {
        ServiceOptions options = ServiceOptions.DEFAULT
                .withLastPort(89)
                .withAlso(
                        Match.of(Protocol.TCP, WEB.vip().address(), 443),
                        Match.of(Protocol.TCP, IpAddress.parse("192.0.2.11"), 80))
                .withFlag(ServiceFlag.HASH_PORT)
                .withFlag(ServiceFlag.FALLBACK)
                .withBoundedLoad(125)
                .withPersistence(new Persistence(Duration.ofHours(1), 24, 64))
                .withLimits(new Limits(1_000, 50, 20));

        assertThat(new ChangeOptions(WEB, Scheduler.MH, options))
                .hasToString("change options of TCP 192.0.2.10:80 to MH, ports to 89,"
                        + " also TCP 192.0.2.10:443 and TCP 192.0.2.11:80, hash-port, fallback,"
                        + " load bounded to 125%, persistence 1h by /24 and, of IPv6, /64,"
                        + " at most 1000 connections, at most 50 connections a client,"
                        + " at most 20 new connections a second and client");
        assertThat(new ChangeOptions(WEB, Scheduler.WLC, ServiceOptions.DEFAULT))
                .hasToString("change options of TCP 192.0.2.10:80 to WLC, no options");
    }

    @Test
    void serverTellsItsThresholdsAndItsRole() {
        RealServer last = SERVER.withThresholds(new Thresholds(100, 40)).withRole(ServerRole.OVERFLOW);

        assertThat(new AddServer(WEB, SERVER)).hasToString("add server 10.0.0.1:80 (weight 8) to TCP 192.0.2.10:80");
        assertThat(new ChangeServer(WEB, last))
                .hasToString("change server 10.0.0.1:80 of TCP 192.0.2.10:80 to weight 8, at most 100 connections"
                        + " and, once full, new ones below 40, overflow server");
    }

    @Test
    void serverThatStartsSlowlyTellsHowFarItIs() {
        assertThat(new ChangeWeight(WEB, SERVER.withRamp(25)))
                .hasToString("change weight of 10.0.0.1:80 of TCP 192.0.2.10:80 to 8 at 25%");
    }
}
