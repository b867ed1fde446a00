package dev.weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.model.AttachMode;
import dev.weir.model.AttachModes;
import dev.weir.model.Capacity;
import dev.weir.model.ConnectionState;
import dev.weir.model.DesiredState;
import dev.weir.model.DirectorSettings;
import dev.weir.model.Endpoint;
import dev.weir.model.ForwardingMethod;
import dev.weir.model.Protocol;
import dev.weir.model.RealServer;
import dev.weir.model.Scheduler;
import dev.weir.model.ServiceKey;
import dev.weir.model.Timeouts;
import dev.weir.model.VirtualService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterFileTest {

    @Test
    void whatIsLeftOutHasItsDefault() {
        assertThat(Files.valid("""
                director:
                  interfaces: [eth0]
                services:
                  - vip: 192.0.2.10
                    port: 80
                    servers:
                      - address: 10.0.0.1
                """))
                .isEqualTo(new DesiredState(
                        1,
                        new DirectorSettings(List.of("eth0"), Capacity.DEFAULT, Timeouts.DEFAULT),
                        List.of(service(
                                "192.0.2.10:80", Protocol.TCP, Scheduler.WLC, ForwardingMethod.NAT, "10.0.0.1:80"))));
    }

    @Test
    void allThatCanBeSaidIsRead() {
        assertThat(Files.valid("""
                # the shop
                director:
                  interfaces: [eth0, bond0.12]
                  capacity: {services: 10, servers: 20, connections: 2048, scheduler-slots: 4096}
                  timeouts: {syn-recv: 30s, established: 2h, fin-wait: 90s, time-wait: 1m, close: 1500ms, udp: 1d}
                services:
                  - vip: 192.0.2.10
                    port: 80
                    protocol: tcp
                    scheduler: mh
                    forwarding: nat
                    servers:
                      - {address: 10.0.0.1, port: 8080, weight: 0}
                      - {address: 10.0.0.2, port: 8081, weight: 65535}
                  - vip: 2001:db8::53
                    port: 53
                    protocol: udp
                    scheduler: sh
                    forwarding: tunnelling
                    servers:
                      - {address: fd00::1}
                      - {address: 10.0.0.3}
                """))
                .isEqualTo(new DesiredState(
                        1,
                        new DirectorSettings(
                                List.of("eth0", "bond0.12"),
                                new Capacity(10, 20, 2_048, 4_096),
                                Timeouts.DEFAULT
                                        .with(ConnectionState.SYN_RECV, Duration.ofSeconds(30))
                                        .with(ConnectionState.ESTABLISHED, Duration.ofHours(2))
                                        .with(ConnectionState.FIN_WAIT, Duration.ofSeconds(90))
                                        .with(ConnectionState.TIME_WAIT, Duration.ofMinutes(1))
                                        .with(ConnectionState.CLOSE, Duration.ofMillis(1_500))
                                        .with(ConnectionState.UDP, Duration.ofDays(1))),
                        List.of(
                                new VirtualService(
                                        new ServiceKey(Endpoint.parse("192.0.2.10:80"), Protocol.TCP),
                                        Scheduler.MH,
                                        ForwardingMethod.NAT,
                                        List.of(
                                                new RealServer(Endpoint.parse("10.0.0.1:8080"), 0),
                                                new RealServer(Endpoint.parse("10.0.0.2:8081"), 65_535))),
                                service(
                                        "[2001:db8::53]:53",
                                        Protocol.UDP,
                                        Scheduler.SH,
                                        ForwardingMethod.TUNNELLING,
                                        "[fd00::1]:53",
                                        "10.0.0.3:53"))));
    }

    @Test
    void interfaceMayBeAttachedInAWayOfItsOwn() {
        DirectorSettings settings = Files.valid("""
                director:
                  interfaces: [eth0, {name: eth1, attach: xdp-generic}, {name: eth2}]
                  attach: tc
                services: []
                """).settings();

        assertThat(settings.interfaces()).containsExactly("eth0", "eth1", "eth2");
        assertThat(settings.attach()).isEqualTo(new AttachModes(AttachMode.TC, Map.of("eth1", AttachMode.XDP_GENERIC)));
        assertThat(settings.attach().of("eth2")).isEqualTo(AttachMode.TC);
    }

    @Test
    void addressMayBeQuoted() {
        DesiredState state = Files.valid("""
                director: {interfaces: ['eth0']}
                services:
                  - {vip: "2001:db8::", port: 80, servers: [{address: '::2'}]}
                """);

        assertThat(state.services())
                .containsExactly(
                        service("[2001:db8::]:80", Protocol.TCP, Scheduler.WLC, ForwardingMethod.NAT, "[::2]:80"));
    }

    @Test
    void addressThatBeginsWithColonsNeedsNoQuotesOutsideOfBraces() {
        DesiredState state = Files.valid("""
                director: {interfaces: [eth0]}
                services:
                  - vip: ::2
                    port: 80
                    servers: []
                """);

        assertThat(state.services())
                .containsExactly(service("[::2]:80", Protocol.TCP, Scheduler.WLC, ForwardingMethod.NAT));
    }

    @Test
    void poolThatSeveralServicesShareMayBeAnAlias() {
        DesiredState state = Files.valid("""
                director: {interfaces: [eth0]}
                services:
                  - {vip: 192.0.2.10, port: 80, servers: &pool [{address: 10.0.0.1}]}
                  - {vip: 192.0.2.10, port: 443, servers: *pool}
                """);

        assertThat(state.services())
                .containsExactly(
                        service("192.0.2.10:80", Protocol.TCP, Scheduler.WLC, ForwardingMethod.NAT, "10.0.0.1:80"),
                        service("192.0.2.10:443", Protocol.TCP, Scheduler.WLC, ForwardingMethod.NAT, "10.0.0.1:443"));
    }

    @Test
    void tcpAndUdpOfOneVipAreTwoServices() {
        assertThat(Files.valid("""
                director: {interfaces: [eth0]}
                services:
                  - {vip: 192.0.2.10, port: 53, protocol: tcp, servers: []}
                  - {vip: 192.0.2.10, port: 53, protocol: udp, servers: []}
                """).services()).hasSize(2);
    }

    @Test
    void linesMayEndAsOnWindows() {
        String text = "director:\r\n  interfaces: [eth0]\r\nservices: []\r\n";

        assertThat(Files.valid(text).settings().interfaces()).containsExactly("eth0");
    }

    @Test
    void renderedFileSaysEverything() {
        DesiredState state = Files.valid("""
                director: {interfaces: [eth0, bond0.12]}
                services:
                  - {vip: 192.0.2.10, port: 80, servers: [{address: 10.0.0.1}]}
                  - {vip: 2001:db8::1, port: 53, protocol: udp, servers: []}
                """);

        assertThat(ClusterFile.render(state)).isEqualTo("""
                director:
                  interfaces: [eth0, 'bond0.12']
                  attach: auto
                  capacity: {services: 4096, servers: 65536, connections: 1048576, scheduler-slots: 4194304}
                  timeouts: {syn-recv: 1m, established: 15m, fin-wait: 2m, time-wait: 2m, close: 10s, udp: 5m}
                services:
                  - vip: 192.0.2.10
                    port: 80
                    protocol: tcp
                    scheduler: wlc
                    forwarding: nat
                    servers:
                      - {address: 10.0.0.1, port: 80, weight: 1}
                  - vip: '2001:db8::1'
                    port: 53
                    protocol: udp
                    scheduler: wlc
                    forwarding: nat
                    servers: []
                """);
    }

    private static VirtualService service(
            String vip, Protocol protocol, Scheduler scheduler, ForwardingMethod method, String... servers) {
        return new VirtualService(
                new ServiceKey(Endpoint.parse(vip), protocol),
                scheduler,
                method,
                List.of(servers).stream()
                        .map(server -> new RealServer(Endpoint.parse(server), 1))
                        .toList());
    }
}
