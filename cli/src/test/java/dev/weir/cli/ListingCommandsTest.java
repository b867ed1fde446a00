package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.Connection;
import dev.weir.api.Json;
import dev.weir.api.PersistentClient;
import dev.weir.api.Server;
import dev.weir.api.Servers;
import dev.weir.api.Service;
import dev.weir.api.ServiceDelivery;
import dev.weir.api.ServiceOptions;
import dev.weir.api.ServiceProtection;
import dev.weir.api.Services;
import dev.weir.api.Traffic;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListingCommandsTest {
    private final FakeDirectorApi director = new FakeDirectorApi();
    private final Terminal terminal = new Terminal(directory -> director);

    @Test
    void servicesStandInIpvsadmsColumnsWithRoundedCounters() {
        assertThat(terminal.run("services")).isEqualTo(ExitCode.OK);

        assertThat(terminal.out()).isEqualTo("""
                Prot LocalAddress:Port Scheduler Forward    NowConns Conns   InPkts OutPkts InBytes OutBytes
                TCP  192.0.2.10:80     wlc       nat            1000    12 99999999 100000K   2000M     300G
                UDP  [2001:db8::10]:53 rr        tunnelling        1     1        2       0     120        0
                """);
    }

    @Test
    void exactCountersAreNotRounded() {
        terminal.run("services", "--exact");

        assertThat(terminal.out()).isEqualTo("""
                Prot LocalAddress:Port Scheduler Forward    NowConns Conns   InPkts   OutPkts    InBytes     OutBytes
                TCP  192.0.2.10:80     wlc       nat            1000    12 99999999 100000000 2000000000 300000000000
                UDP  [2001:db8::10]:53 rr        tunnelling        1     1        2         0        120            0
                """);
    }

    @Test
    void serversStandUnderTheirServiceWithANoteOnThoseThatGetNothing() {
        assertThat(terminal.run("servers")).isEqualTo(ExitCode.OK);

        assertThat(terminal.out()).isEqualTo("""
                Prot LocalAddress:Port Scheduler
                  -> RemoteAddress:Port Forward Weight ActiveConn InActConn Conns InPkts OutPkts InBytes OutBytes Note
                TCP  192.0.2.10:80 wlc
                  -> 10.0.0.1:8080      nat          1          3        14    17    170     160    9000    80000
                  -> 10.0.0.2:8080      nat          0          3        14    17    170     160    9000    80000 draining: 3 active, 14 inactive left
                TCP  192.0.2.11:80 wlc
                  -> 10.0.0.3:8080      nat          1          3        14    17    170     160    9000    80000 unreachable
                """);
    }

    @Test
    void whatKeepsAServerFromItsFullShareIsToldInWords() {
        director.servers = List.of(
                shared("10.0.0.1:80", 0, 5, true, 100, "regular", 0),
                shared("10.0.0.2:80", 3, 3, false, 25, "regular", 2),
                shared("10.0.0.3:80", 7, 1, true, 100, "overflow", 0));

        terminal.run("servers");

        assertThat(terminal.out().lines().skip(3))
                .extracting(line -> line.replaceFirst(".*80000 *", ""))
                .containsExactly(
                        "drained, weight set; file says 5", "starting, at 25%", "overflow, weight set; file says 1");
    }

    private static Server shared(
            String address, int weight, int fileWeight, boolean set, int ramp, String role, int connections) {
        Traffic traffic = new Traffic(17, 170, 160, 9_000, 80_000);
        return new Server(
                "tcp",
                "192.0.2.10:80",
                "wlc",
                address,
                "nat",
                weight,
                fileWeight,
                set,
                ramp,
                role,
                0,
                0,
                false,
                true,
                connections,
                0,
                0,
                0,
                traffic);
    }

    @Test
    void columnsThatFewServersFillAreShownWhenOneDoes() {
        Traffic traffic = new Traffic(17, 170, 160, 9_000, 80_000);
        director.servers = List.of(
                new Server(
                        "tcp",
                        "192.0.2.10:80",
                        "wlc",
                        "10.0.0.1:80",
                        "nat",
                        1,
                        1,
                        false,
                        100,
                        "regular",
                        1_000,
                        750,
                        true,
                        true,
                        900,
                        50,
                        12,
                        1.2543,
                        traffic),
                shared("10.0.0.2:80", 1, 1, false, 100, "regular", 0));

        terminal.run("servers");

        assertThat(terminal.out().lines().map(line -> line.substring(0, Math.min(line.length(), 94))))
                .containsExactly(
                        "Prot LocalAddress:Port Scheduler",
                        "  -> RemoteAddress:Port Forward Weight    Limit ActiveConn InActConn PersistConn Latency Conns",
                        "TCP  192.0.2.10:80 wlc",
                        "  -> 10.0.0.1:80        nat          1 1000/750        900        50          12  1.25ms    17",
                        "  -> 10.0.0.2:80        nat          1                   0         0                        17");
        assertThat(terminal.out().lines().toList().get(3)).endsWith(" full");
    }

    @Test
    void persistentClientsAreListedWithTheServerThatTheyKeep() {
        director.persistentClients = List.of(
                new PersistentClient("tcp", "192.0.2.10:80", "198.51.100.0/24", "10.0.0.1:8080", 299),
                new PersistentClient("tcp", "192.0.2.10:80", "203.0.113.7/32", "10.0.0.2:8080", 30));

        assertThat(terminal.run("clients", "--limit", "1", "--client", "0.0.0.0/0"))
                .isEqualTo(ExitCode.OK);

        assertThat(director.asked).contains("PersistentClientQuery[client=0.0.0.0/0, vip=null, server=null, limit=1]");
        assertThat(terminal.out()).isEqualTo("""
                pro expire source          virtual       destination
                TCP  04:59 198.51.100.0/24 192.0.2.10:80 10.0.0.1:8080
                1 of 2 persistent clients shown; --limit 0 shows all
                """);
    }

    @Test
    void persistentClientsAsJsonCarryTheTotal() {
        director.persistentClients =
                List.of(new PersistentClient("tcp", "192.0.2.10:80", "198.51.100.0/24", "10.0.0.1:8080", 299));

        terminal.run("clients", "-o", "json");

        assertThat(terminal.out())
                .isEqualTo("{\"persistentClients\":[{\"protocol\":\"tcp\",\"vip\":\"192.0.2.10:80\","
                        + "\"client\":\"198.51.100.0/24\",\"server\":\"10.0.0.1:8080\",\"expiresInSeconds\":299}],"
                        + "\"total\":1}\n");
    }

    @Test
    void optionsOfAServiceStandInTheClusterFilesWords() {
        ServiceOptions options = new ServiceOptions(
                List.of("tcp 192.0.2.10:80-89", "udp [::]:any"),
                List.of("hash-port", "fallback"),
                125,
                30,
                90,
                24,
                64,
                10_000,
                50,
                20,
                24,
                56,
                new ServiceDelivery("gue", 6080, "none", "auto"),
                new ServiceProtection("drop", "never"));
        director.services =
                List.of(new Service("tcp", "192.0.2.10:80", "mh", "nat", options, 2, 0, 7, new Traffic(0, 0, 0, 0, 0)));

        terminal.run("services");

        assertThat(terminal.out())
                .endsWith(" ports to 89, also udp [::]:any, hash-port, fallback, bounded-load 125%, slow-start 30s,"
                        + " persistence 1m30s by /24 and /64, connections 10000, client-connections 50, client-rate 20,"
                        + " clients by /24 and /56, gue to port 6080, mss auto, stray drop, syn-cookies never\n");
    }

    @Test
    void connectionsStandInIpvsadmsColumns() {
        assertThat(terminal.run("connections")).isEqualTo(ExitCode.OK);

        assertThat(terminal.out()).isEqualTo("""
                pro expire state       source              virtual           destination
                TCP  14:59 ESTABLISHED 198.51.100.7:40000  192.0.2.10:80     10.0.0.1:8080
                UDP  01:00 UDP         [2001:db8::7]:40000 [2001:db8::10]:53 [2001:db8:1::1]:53
                """);
    }

    @Test
    void filtersAreGivenToTheDirector() {
        terminal.run(
                "connections",
                "--client=10.0.0.0/8",
                "--vip=192.0.2.10",
                "--server=10.0.0.1:80",
                "--state=udp",
                "--limit=5");

        assertThat(director.asked)
                .containsExactly(
                        "ConnectionQuery[client=10.0.0.0/8, vip=192.0.2.10, server=10.0.0.1:80, state=udp, limit=5]",
                        "close");
    }

    @Test
    void connectionsBeyondTheLimitAreTold() {
        terminal.run("connections", "--limit=1");

        assertThat(terminal.out()).endsWith("1 of 2 connections shown; --limit 0 shows all\n");
    }

    @Test
    void rowsBeyondThoseLookedAtAreAllPrinted() {
        Connection connection = director.connections.getFirst();
        director.connections = Collections.nCopies(2_500, connection);

        terminal.run("connections", "--limit=0");

        assertThat(terminal.out().lines().skip(1))
                .hasSize(2_500)
                .containsOnly("TCP  14:59 ESTABLISHED 198.51.100.7:40000 192.0.2.10:80 10.0.0.1:8080");
    }

    @Test
    void connectionsAsJsonCarryTheTotal() {
        terminal.run("connections", "-o", "json", "--limit=1");

        assertThat(terminal.out())
                .isEqualTo("{\"connections\":[{\"protocol\":\"tcp\",\"client\":\"198.51.100.7:40000\","
                        + "\"vip\":\"192.0.2.10:80\",\"server\":\"10.0.0.1:8080\",\"state\":\"ESTABLISHED\","
                        + "\"expiresInSeconds\":899}],\"total\":2}\n");
    }

    @Test
    void aNegativeLimitIsAUsageError() {
        assertThat(terminal.run("connections", "--limit=-1")).isEqualTo(ExitCode.USAGE);

        assertThat(terminal.err()).startsWith("limit -1 is negative; 0 asks for all");
    }

    @Test
    void jsonIsTheApisOwn() {
        terminal.run("services", "-o", "json");
        assertThat(Json.read(terminal.out(), Services.class)).isEqualTo(director.services());

        Terminal another = new Terminal(directory -> director);
        another.run("servers", "--output=json");
        assertThat(Json.read(another.out(), Servers.class)).isEqualTo(director.servers());
    }

    @Test
    void thereIsNoColourUnlessTheTerminalShowsIt() {
        terminal.run("servers");
        assertThat(terminal.out()).doesNotContain("\u001b");

        Terminal coloured = new Terminal(directory -> director).coloured();
        coloured.run("servers");
        assertThat(coloured.out()).contains("\u001b[31munreachable\u001b[0m");
    }

    @Test
    void anEmptyClusterHasHeadingsOnly() {
        director.connections = List.of();

        terminal.run("connections");

        assertThat(terminal.out()).isEqualTo("pro expire state source virtual destination\n");
    }
}
