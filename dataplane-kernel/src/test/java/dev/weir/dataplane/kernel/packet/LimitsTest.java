package dev.weir.dataplane.kernel.packet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.model.Endpoint;
import dev.weir.model.Family;
import dev.weir.model.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many connections a server, a service and a client may have, and begin: never more, and what is refused counts. */
@Tag("root")
final class LimitsTest {
    private static final Stage TCP = new Stage(Family.IPV4, Protocol.TCP);

    private PacketPath path;
    private Clients clients;
    private PacketPath.Server server;
    private double now;

    @BeforeEach
    void load() {
        path = PacketPath.load(8192);
        clients = Clients.of(path, TCP);
        server = path.server(TCP.real(1, 80), TCP.local(), "NAT");
    }

    @AfterEach
    void unload() {
        path.close();
    }

    private int serve(ServiceSetup setup) {
        return path.serve(setup);
    }

    private ServiceSetup setup() {
        return ServiceSetup.of(TCP, "SLOT_BY_TURN", server);
    }

    /** Resets connections and waits until they have left the table. */
    private void end(Endpoint... ends) {
        for (Endpoint end : ends) {
            assertThat(clients.send(end, Transport.RST)).isPositive();
        }
        pass(11);
    }

    private void pass(double seconds) {
        now += seconds;
        path.setClock(now);
        path.sweep();
    }

    private static Endpoint client(int number) {
        return TCP.client(number, 4000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SLOT_BY_TURN",
                "SLOT_BY_CLIENT",
                "SLOT_BY_DESTINATION",
                "LEAST_CONNECTION",
                "LEAST_FOR_WEIGHT",
                "SHORTEST_DELAY",
                "NEVER_QUEUE",
                "FIRST_AVAILABLE",
                "LIGHTER_OF_TWO",
                "SOONER_OF_TWO",
                "BY_LOCALITY",
                "BY_REPLICATED_LOCALITY"
            })
    void aServerNeverHasMoreThanItsUpperThreshold(String kind) {
        PacketPath.Server[] servers = new PacketPath.Server[5];
        for (int i = 0; i < servers.length; i++) {
            servers[i] = path.server(TCP.real(i + 10, 80), TCP.local(), "NAT");
            path.limit(servers[i], 3 + 2 * i, 2 + i);
        }
        serve(ServiceSetup.of(TCP, kind, servers).flag("FALLS_BACK"));
        Random random = new Random(kind.hashCode());
        List<Endpoint> open = new ArrayList<>();
        int refused = 0;
        for (int step = 0; step < 600; step++) {
            Endpoint end = TCP.client(step, 5000);
            if (clients.open(end) > 0) {
                open.add(end);
            } else {
                refused++;
            }
            if (random.nextInt(60) == 0) {
                for (int i = random.nextInt(open.size() + 1); i > 0; i--) {
                    clients.send(open.remove(random.nextInt(open.size())), Transport.RST);
                }
                pass(10.4);
                open.removeIf(each -> clients.send(each, Transport.ACK) == Clients.PASSED);
            }
            for (PacketPath.Server each : servers) {
                assertThat(path.active(each) + path.inactive(each)).isLessThanOrEqualTo(path.load(each, "upper"));
            }
        }
        assertThat(refused).isGreaterThan(50);
        assertThat(path.drops("SERVER_LIMIT")).isEqualTo(refused).isEqualTo(path.allDrops());
    }

    @Test
    void aFullServerTakesMoreOnlyBelowItsLowerThreshold() {
        path.limit(server, 4, 2);
        serve(setup());
        for (int i = 0; i < 4; i++) {
            clients.establish(client(i));
        }
        assertThat(path.load(server, "full")).isEqualTo(1);
        clients.assertRefused(client(9), "SERVER_LIMIT");
        end(client(0), client(1));
        clients.assertRefused(client(9), "SERVER_LIMIT");
        end(client(2));
        assertThat(clients.open(client(9))).isPositive();
        assertThat(path.load(server, "full")).isZero();
    }

    @Test
    void aThresholdThatIsLoweredBelowWhatThereIsStopsNewConnectionsAtOnce() {
        serve(setup());
        for (int i = 0; i < 4; i++) {
            clients.establish(client(i));
        }
        path.limit(server, 2, 2);

        clients.assertRefused(client(9), "SERVER_LIMIT");
        assertThat(path.active(server)).isEqualTo(4);
        assertThat(path.inactive(server)).isZero();
    }

    @Test
    void aServiceHasNoMoreThanItsLimit() {
        int service = serve(setup().with("limit", 3));
        for (int i = 0; i < 3; i++) {
            clients.establish(client(i));
        }
        clients.assertRefused(client(9), "SERVICE_LIMIT");
        assertThat(path.services().state(service, "connections")).isEqualTo(3);
        end(client(1));
        assertThat(clients.establish(client(9))).isPositive();
        clients.assertRefused(client(10), "SERVICE_LIMIT");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void aClientHasJustAsManyAsItMay(long seed) {
        int service = serve(setup().with("client_limit", 4));
        Random random = new Random(seed);
        List<List<Endpoint>> open = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        int refused = 0;
        for (int step = 0; step < 400; step++) {
            int number = random.nextInt(open.size());
            List<Endpoint> own = open.get(number);
            Endpoint end = TCP.client(number, 1024 + step);
            if (own.size() < 4) {
                clients.establish(end);
                own.add(end);
            } else {
                clients.assertRefused(end, "CLIENT_LIMIT");
                refused++;
                if (random.nextInt(4) == 0) {
                    end(own.remove(random.nextInt(own.size())));
                }
            }
            assertThat(path.services().connectionsOf(end.address(), service)).isEqualTo(own.size());
        }
        assertThat(refused).isGreaterThan(20);
        pass(1000);
        assertNothingIsCounted(service, TCP.client(0, 1), TCP.client(1, 1), TCP.client(2, 1));
    }

    private void assertNothingIsCounted(int service, Endpoint... ofClients) {
        assertThat(path.active(server)).isZero();
        assertThat(path.inactive(server)).isZero();
        assertThat(path.services().state(service, "connections")).isZero();
        assertThat(path.recorded()).isZero();
        for (Endpoint end : ofClients) {
            assertThat(path.services().connectionsOf(end.address(), service)).isZero();
        }
    }

    /** Of connections that began while there was no limit, and of such that end while there is none. */
    @Test
    void aClientsCountStaysTrueWhenItsLimitComesAndGoes() {
        int service = serve(setup());
        clients.establish(TCP.client(1));
        path.serve(service, setup().with("client_limit", 2));
        clients.establish(TCP.client(2));
        clients.establish(TCP.client(3));
        clients.assertRefused(TCP.client(4), "CLIENT_LIMIT");
        end(TCP.client(1));
        assertThat(path.services().connectionsOf(TCP.client().address(), service))
                .isEqualTo(2);

        path.serve(service, setup());
        end(TCP.client(2), TCP.client(3));
        path.serve(service, setup().with("client_limit", 2));
        clients.establish(TCP.client(5));
        clients.establish(TCP.client(6));
        clients.assertRefused(TCP.client(7), "CLIENT_LIMIT");
    }

    @Test
    void aClientBeginsASecondsWorthAtOnceAndThenAsItsRateSays() {
        serve(setup().with("client_rate", 4));
        path.setClock(100);
        for (int port = 1; port <= 4; port++) {
            assertThat(clients.open(TCP.client(port))).isPositive();
        }
        clients.assertRefused(TCP.client(5), "CLIENT_RATE");
        assertThat(clients.open(TCP.client(1, 4000))).as("another client").isPositive();
        path.setClock(100.24);
        clients.assertRefused(TCP.client(5), "CLIENT_RATE");
        path.setClock(100.25);
        assertThat(clients.open(TCP.client(5))).isPositive();
        clients.assertRefused(TCP.client(6), "CLIENT_RATE");
        path.setClock(200);
        for (int port = 11; port <= 14; port++) {
            assertThat(clients.open(TCP.client(port))).isPositive();
        }
        clients.assertRefused(TCP.client(15), "CLIENT_RATE");
    }

    @Test
    void aClientThatWasQuietBeginsNoMoreThanASecondsWorth() {
        serve(setup().with("client_rate", 4));
        path.setClock(100);
        clients.open(TCP.client(1));
        path.setClock(200);
        for (int port = 2; port <= 5; port++) {
            assertThat(clients.open(TCP.client(port))).isPositive();
        }
        clients.assertRefused(TCP.client(6), "CLIENT_RATE");
    }

    @Test
    void whatIsSentAgainIsNoNewConnectionButAPortUsedAgainIs() {
        serve(setup().with("client_rate", 2));
        for (int i = 0; i < 5; i++) {
            assertThat(clients.open(TCP.client(1))).isPositive();
        }
        clients.send(TCP.client(1), Transport.RST);
        assertThat(clients.open(TCP.client(1))).isPositive();
        clients.send(TCP.client(1), Transport.RST);
        clients.assertRefused(TCP.client(1), "CLIENT_RATE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SERVER_LIMIT", "SERVICE_LIMIT", "CLIENT_LIMIT", "CLIENT_RATE"})
    void whatIsRefusedIsCountedAsThatAndNowhereElse(String reason) {
        ServiceSetup setup = setup().with("client_limit", 50);
        switch (reason) {
            case "SERVER_LIMIT" -> path.limit(server, 2, 2);
            case "SERVICE_LIMIT" -> setup.with("limit", 2);
            case "CLIENT_LIMIT" -> setup.with("client_limit", 2);
            default -> setup.with("client_rate", 2);
        }
        int service = serve(setup);
        clients.establish(TCP.client(1));
        clients.open(TCP.client(2));
        for (int port = 3; port < 20; port++) {
            clients.assertRefused(TCP.client(port), reason);
        }

        assertThat(path.active(server)).isEqualTo(1);
        assertThat(path.inactive(server)).isEqualTo(1);
        assertThat(path.counter(server, "connections")).isEqualTo(2);
        assertThat(path.services().state(service, "connections")).isEqualTo(2);
        assertThat(path.services().connectionsOf(TCP.client().address(), service))
                .isEqualTo(2);
        assertThat(path.recorded()).isEqualTo(2);
        pass(1000);
        assertNothingIsCounted(service, TCP.client());
    }

    @Test
    void aTableThatIsFullLeavesNoCountBehind() {
        try (PacketPath small = PacketPath.load(64)) {
            PacketPath.Server own = small.server(TCP.real(1, 80), TCP.local(), "NAT");
            int service = small.serve(ServiceSetup.of(TCP, "SLOT_BY_TURN", own).with("client_limit", 1000));
            Clients ofSmall = Clients.of(small, TCP);
            for (int port = 1; port <= 64; port++) {
                ofSmall.establish(TCP.client(port));
            }
            ofSmall.assertRefused(TCP.client(65), "TABLE_FULL");

            assertThat(small.inactive(own)).isZero();
            assertThat(small.services().state(service, "connections")).isEqualTo(64);
            assertThat(small.services().connectionsOf(TCP.client().address(), service))
                    .isEqualTo(64);
        }
    }
}
