package dev.weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.model.Capacity;
import dev.weir.model.Delivery;
import dev.weir.model.DesiredState;
import dev.weir.model.DirectorSettings;
import dev.weir.model.Endpoint;
import dev.weir.model.ForwardingMethod;
import dev.weir.model.IpAddress;
import dev.weir.model.Limits;
import dev.weir.model.Match;
import dev.weir.model.Persistence;
import dev.weir.model.Protection;
import dev.weir.model.Protocol;
import dev.weir.model.RealServer;
import dev.weir.model.Scheduler;
import dev.weir.model.ServerRole;
import dev.weir.model.ServiceFlag;
import dev.weir.model.ServiceKey;
import dev.weir.model.ServiceOptions;
import dev.weir.model.Thresholds;
import dev.weir.model.Timeouts;
import dev.weir.model.VirtualService;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each key of a service and of a server comes to, and how it is written. */
class ServiceKeysTest {
    private static final IpAddress VIP = IpAddress.parse("192.0.2.10");
    private static final VirtualService SHOP = new VirtualService(
            new ServiceKey(new Endpoint(VIP, 8_000), Protocol.TCP),
            Scheduler.MH,
            ForwardingMethod.NAT,
            List.of(
                    new RealServer(
                            Endpoint.parse("10.0.0.1:any"), 3, new Thresholds(1_000, 750), ServerRole.REGULAR, 100),
                    new RealServer(Endpoint.parse("10.0.0.9:any"), 1).withRole(ServerRole.OVERFLOW),
                    new RealServer(Endpoint.parse("10.0.0.8:any"), 1).withRole(ServerRole.SORRY)),
            new ServiceOptions(
                    8_999,
                    List.of(
                            Match.of(Protocol.TCP, VIP, 443),
                            new Match(Protocol.TCP, IpAddress.parse("192.0.2.11"), 8_000, 8_999),
                            new Match(Protocol.SCTP, VIP, 8_000, 8_999),
                            Match.of(Protocol.SCTP, IpAddress.parse("0.0.0.0"), Match.ANY_PORT)),
                    Set.of(ServiceFlag.HASH_PORT, ServiceFlag.FALLBACK),
                    125,
                    Duration.ofSeconds(30),
                    Optional.of(new Persistence(Duration.ofMinutes(10), 24, 64)),
                    new Limits(10_000, 50, 20),
                    Delivery.DEFAULT,
                    Protection.DEFAULT));

    private static final String SHOP_TEXT = """
              - vip: 192.0.2.10
                port: 8000-8999
                protocol: tcp
                also:
                  - {port: 443}
                  - {vip: 192.0.2.11}
                  - {vip: 0.0.0.0, port: any, protocol: sctp}
                  - {protocol: sctp}
                scheduler: mh
                forwarding: nat
                flags: [hash-port, fallback]
                bounded-load: 125%
                slow-start: 30s
                persistence: {timeout: 10m, ipv4-prefix: 24, ipv6-prefix: 64}
                limits: {connections: 10000, client-connections: 50, client-rate: 20}
                servers:
                  - {address: 10.0.0.1, port: any, weight: 3, max-connections: 1000, resume-below: 750}
                  - {address: 10.0.0.9, port: any, weight: 1, role: overflow}
                  - {address: 10.0.0.8, port: any, weight: 1, role: sorry}
            """;

    @Test
    void everyKeyIsReadAndWritten() {
        assertThat(only(SHOP_TEXT)).isEqualTo(SHOP);
        assertThat(rendered(SHOP)).isEqualTo(SHOP_TEXT);
    }

    @ParameterizedTest
    @EnumSource
    void everySchedulerIsReadByItsName(Scheduler scheduler) {
        String text = "  - {vip: 192.0.2.10, port: 80, servers: [], scheduler: " + Values.kebab(scheduler) + "}\n";

        assertThat(only(text).scheduler()).isEqualTo(scheduler);
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0, 80, TCP 0.0.0.0:80", "'::', any, TCP [::]:any", "192.0.2.10, any, TCP 192.0.2.10:any"})
    void serviceMayBeForAnyAddressAndAnyPort(String vip, String port, String key) {
        assertThat(only("  - {vip: '" + vip + "', port: " + port + ", servers: []}\n")
                        .key())
                .hasToString(key);
    }

    @ParameterizedTest
    @CsvSource({
        "port: 80, 10.0.0.1:80",
        "'port: 80, also: [{vip: 192.0.2.11}, {protocol: udp}]', 10.0.0.1:80",
        "'port: 80, also: [{port: 443}]', 10.0.0.1:any",
        "port: 80-90, 10.0.0.1:any",
        "port: any, 10.0.0.1:any"
    })
    void serverListensWhereTheServiceDoesOrWhereEachPacketCame(String ports, String endpoint) {
        String text = "  - {vip: 192.0.2.10, " + ports + ", servers: [{address: 10.0.0.1}]}\n";

        assertThat(only(text).servers().getFirst().endpoint()).hasToString(endpoint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"persistence: 10m", "persistence: {timeout: 10m}", "persistence: {ipv4-prefix: 24}"})
    void persistenceIsADurationOrAMapping(String persistence) {
        boolean isTimed = persistence.contains("10m");
        Persistence expected = new Persistence(Duration.ofMinutes(isTimed ? 10 : 5), isTimed ? 32 : 24, 128);
        String text = "  - {vip: 192.0.2.10, port: 80, servers: [], " + persistence + "}\n";

        assertThat(only(text).options()).isEqualTo(ServiceOptions.DEFAULT.withPersistence(expected));
    }

    @Test
    void noLimitAndNoSlowStartMayBeWritten() {
        String text = "  - {vip: 192.0.2.10, port: 80, slow-start: 0s, limits: {connections: 0}, flags: [], also: [],"
                + " servers: [{address: 10.0.0.1, max-connections: 0, resume-below: 0, role: regular}]}\n";

        assertThat(only(text).options()).isEqualTo(ServiceOptions.DEFAULT);
        assertThat(only(text).servers()).containsExactly(new RealServer(Endpoint.parse("10.0.0.1:80"), 1));
    }

    private static VirtualService only(String service) {
        List<VirtualService> services = Files.valid("director: {interfaces: [eth0]}\nservices:\n" + service)
                .services();
        assertThat(services).hasSize(1);
        return services.getFirst();
    }

    private static String rendered(VirtualService service) {
        DirectorSettings settings = new DirectorSettings(List.of("eth0"), Capacity.DEFAULT, Timeouts.DEFAULT);
        String text = ClusterFile.render(new DesiredState(1, settings, List.of(service)));
        return text.substring(text.indexOf("services:\n") + "services:\n".length());
    }
}
