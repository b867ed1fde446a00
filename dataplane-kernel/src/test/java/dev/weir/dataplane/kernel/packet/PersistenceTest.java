package dev.weir.dataplane.kernel.packet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.model.Endpoint;
import dev.weir.model.Family;
import dev.weir.model.IpAddress;
import dev.weir.model.Protocol;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A persistent client keeps its server: while the template stands that binds it, and no longer. */
@Tag("root")
final class PersistenceTest {
    private static final Stage TCP = new Stage(Family.IPV4, Protocol.TCP);
    private static final int SERVERS = 4;

    private PacketPath path;
    private final PacketPath.Server[] servers = new PacketPath.Server[SERVERS];
    private Clients clients;

    @BeforeEach
    void load() {
        path = PacketPath.load(8192);
        for (int i = 0; i < SERVERS; i++) {
            servers[i] = path.server(TCP.real(i + 1, 80), TCP.local(), "NAT");
        }
        clients = Clients.of(path, TCP);
    }

    @AfterEach
    void unload() {
        path.close();
    }

    private int serve(int seconds) {
        return path.serve(ServiceSetup.of(TCP, "SLOT_BY_TURN", servers).persistent(seconds));
    }

    private PacketPath.Server at(int place) {
        return servers[place - servers[0].place()];
    }

    /** Lets seconds pass, with a sweep each. */
    private void pass(int from, int to) {
        for (int second = from + 1; second <= to; second++) {
            path.setClock(second);
            path.sweep();
        }
    }

    /** A client is free only when it was away for the whole timeout, with no connection left. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aClientNeverChangesServerWhileItsServerStands(long seed) {
        serve(20);
        Random random = new Random(seed);
        Map<Integer, Integer> serverOf = new HashMap<>();
        Map<Integer, Integer> seen = new HashMap<>();
        Set<Integer> established = new HashSet<>();
        int kept = 0;
        for (int second = 1; second <= 200; second++) {
            for (int i = random.nextInt(6); i > 0; i--) {
                int client = random.nextInt(40);
                Endpoint end = TCP.client(client, 1024 + second * 10 + i);
                int server = clients.open(end);
                if (established.contains(client) || second - seen.getOrDefault(client, -100) < 20) {
                    assertThat(server).as("client %d at %d s", client, second).isEqualTo(serverOf.get(client));
                    kept++;
                }
                serverOf.put(client, server);
                seen.put(client, second);
                if (random.nextInt(10) == 0) {
                    assertThat(clients.send(end, Transport.ACK)).isEqualTo(server);
                    established.add(client);
                } else {
                    assertThat(clients.send(end, Transport.RST)).isEqualTo(server);
                }
            }
            pass(second - 1, second);
        }
        assertThat(kept).isGreaterThan(100);
        assertThat(new HashSet<>(serverOf.values())).hasSize(SERVERS);
    }

    @ParameterizedTest
    @CsvSource({
        "IPV4, 1",
        "IPV4, 8",
        "IPV4, 24",
        "IPV4, 31",
        "IPV4, 32",
        "IPV6, 1",
        "IPV6, 31",
        "IPV6, 32",
        "IPV6, 33",
        "IPV6, 64",
        "IPV6, 97",
        "IPV6, 127",
        "IPV6, 128"
    })
    void clientsThatAgreeInThePrefixAreOne(Family family, int prefix) {
        Stage stage = new Stage(family, Protocol.TCP);
        PacketPath.Server[] own = new PacketPath.Server[SERVERS];
        for (int i = 0; i < SERVERS; i++) {
            own[i] = path.server(stage.real(i + 10, 80), stage.local(), "DIRECT_ROUTING");
        }
        path.serve(ServiceSetup.of(stage, "SLOT_BY_TURN", own)
                .persistent(60, family == Family.IPV4 ? prefix : 7, family == Family.IPV6 ? prefix : 7));
        Clients ofStage = Clients.of(path, stage);

        int first = ofStage.open(stage.client());
        if (prefix < stage.client().address().bytes().length * 8) {
            assertThat(ofStage.open(flipped(stage.client(), prefix))).isEqualTo(first);
            assertThat(ofStage.open(
                            flipped(stage.client(), stage.client().address().bytes().length * 8 - 1)))
                    .isEqualTo(first);
        }
        assertThat(ofStage.open(flipped(stage.client(), prefix - 1))).isNotEqualTo(first);
        assertThat(path.templates()).isEqualTo(2);
    }

    /** The same but for one bit of the address, counted from the highest. */
    private static Endpoint flipped(Endpoint client, int bit) {
        byte[] address = client.address().bytes();
        address[bit / 8] ^= (byte) (0x80 >> bit % 8);
        return new Endpoint(IpAddress.ofBytes(address), client.port());
    }

    @Test
    void aPrefixOfNoneMakesAllClientsOne() {
        path.serve(ServiceSetup.of(TCP, "SLOT_BY_TURN", servers).persistent(60, 0, 0));

        int first = clients.open(TCP.client());
        for (int client = 0; client < 20; client++) {
            assertThat(clients.open(TCP.client(client * 97, 4000))).isEqualTo(first);
        }
        assertThat(path.templates()).isEqualTo(1);
    }

    @Test
    void aTemplateStandsAsLongAsAConnectionAndThenAsLongAsTheServiceSays() {
        int service = serve(30);
        Endpoint client = TCP.client();
        PacketPath.Server server = at(clients.establish(client));
        pass(0, 100);
        assertThat(path.load(server, "templates"))
                .as("while a connection lives")
                .isEqualTo(1);
        assertThat(clients.send(client, Transport.RST)).isEqualTo(server.place());
        pass(100, 111);
        assertThat(path.states()).as("its connection has left").containsExactlyInAnyOrder("unlinked", "template");

        pass(111, 139);
        assertThat(path.templates()).isEqualTo(1);
        pass(139, 145);
        assertThat(path.templates()).isZero();
        assertThat(path.load(server, "templates")).isZero();
        assertThat(path.services().state(service, "templates")).isZero();
        assertThat(path.recorded()).isZero();
        assertThat(path.indexed()).isZero();
    }

    @Test
    void aNewConnectionPutsTheEndOfATemplateOff() {
        serve(30);
        int server = clients.open(TCP.client(1));
        clients.send(TCP.client(1), Transport.RST);
        pass(0, 28);
        assertThat(clients.open(TCP.client(2))).isEqualTo(server);
        clients.send(TCP.client(2), Transport.RST);
        pass(28, 56);
        assertThat(clients.open(TCP.client(3))).isEqualTo(server);
    }

    @Test
    void templatesOfAServiceThatIsPersistentNoMoreLeave() {
        int service = serve(300);
        clients.establish(TCP.client());
        path.serve(service, ServiceSetup.of(TCP, "SLOT_BY_TURN", servers));
        pass(0, 1);

        assertThat(path.templates()).isZero();
        assertThat(path.states()).contains("established");
        assertThat(clients.open(TCP.client(1))).isNotEqualTo(clients.open(TCP.client(2)));
    }

    @Test
    void aClientFollowsWhenItsServerIsRemoved() {
        int service = serve(300);
        int server = clients.establish(TCP.client(1));
        path.remove(at(server));
        path.serve(
                service,
                ServiceSetup.of(TCP, "SLOT_BY_TURN", servers[1], servers[2]).persistent(300));

        int other = clients.open(TCP.client(2));
        assertThat(other).isNotEqualTo(server).isPositive();
        for (int port = 3; port < 10; port++) {
            assertThat(clients.open(TCP.client(port))).isEqualTo(other);
        }
        pass(0, 1);
        assertThat(path.templates())
                .as("the one of the removed server has left")
                .isEqualTo(1);
        assertThat(path.load(at(server), "templates")).isZero();
        assertThat(path.load(at(other), "templates")).isEqualTo(1);
    }

    @Test
    void aClientFollowsWhenItsServerWaitsForItsReturn() {
        serve(300);
        int server = clients.establish(TCP.client(1));
        path.hold(at(server));

        assertThat(clients.open(TCP.client(2))).isNotEqualTo(server).isPositive();
        assertThat(path.load(at(server), "templates")).isZero();
        assertThat(path.templates()).isEqualTo(1);
    }

    private void quiesce(int service, int place, String... flags) {
        path.weigh(at(place), 0);
        ServiceSetup setup =
                ServiceSetup.of(TCP, "SLOT_BY_TURN", servers[2], servers[3]).persistent(300);
        for (String flag : flags) {
            setup.flag(flag);
        }
        path.serve(service, setup);
    }

    @Test
    void aQuiescedServerKeepsItsPersistentClientsAndGetsNoOthers() {
        int service = serve(300);
        int server = clients.open(TCP.client(1, 4000));
        quiesce(service, server);

        assertThat(clients.open(TCP.client(1, 4001))).isEqualTo(server);
        for (int client = 2; client < 20; client++) {
            assertThat(clients.open(TCP.client(client, 4000)))
                    .isNotEqualTo(server)
                    .isPositive();
        }
    }

    @Test
    void aQuiescedServerLosesItsPersistentClientsWhereTheServiceSaysSo() {
        int service = serve(300);
        int server = clients.establish(TCP.client(1, 4000));
        quiesce(service, server, "EXPIRES_QUIESCENT");

        int other = clients.open(TCP.client(1, 4001));
        assertThat(other).isNotEqualTo(server).isPositive();
        assertThat(clients.open(TCP.client(1, 4002))).isEqualTo(other);
        assertThat(clients.send(TCP.client(1, 4000), Transport.ACK))
                .as("what exists")
                .isEqualTo(server);
        assertThat(path.load(at(server), "templates")).isZero();
        assertThat(path.templates()).isEqualTo(1);
    }

    @Test
    void aFullServerRefusesItsPersistentClients() {
        PacketPath.Server overflow = path.server(TCP.real(9, 80), TCP.local(), "NAT");
        path.serve(ServiceSetup.of(TCP, "SLOT_BY_TURN", servers).persistent(300).overflow(overflow));
        PacketPath.Server server = at(clients.open(TCP.client(1)));
        path.limit(server, 2, 1);

        assertThat(clients.open(TCP.client(2))).isEqualTo(server.place());
        clients.assertRefused(TCP.client(3), "SERVER_LIMIT");
        assertThat(clients.open(TCP.client(1, 4000))).as("another client").isPositive();
        assertThat(path.inactive(server)).isEqualTo(2);
    }

    @Test
    void templatesAreCountedByServerServiceAndInAll() {
        int service = serve(300);
        for (int client = 0; client < 30; client++) {
            clients.establish(TCP.client(client, 4000));
            clients.establish(TCP.client(client, 4001));
        }
        long ofServers = 0;
        for (PacketPath.Server server : servers) {
            assertThat(path.active(server)).isEqualTo(2 * path.load(server, "templates"));
            ofServers += path.load(server, "templates");
        }
        assertThat(ofServers).isEqualTo(30);
        assertThat(path.services().state(service, "templates")).isEqualTo(30);
        assertThat(path.services().state(service, "connections")).isEqualTo(60);
        assertThat(path.templates()).isEqualTo(30);
        assertThat(path.recorded()).isEqualTo(90);
        assertThat(path.indexed()).isEqualTo(90);
    }

    @Test
    void aFullTableRefusesAndCountsNothing() {
        try (PacketPath small = PacketPath.load(64)) {
            PacketPath.Server server = small.server(TCP.real(1, 80), TCP.local(), "NAT");
            int service =
                    small.serve(ServiceSetup.of(TCP, "SLOT_BY_TURN", server).persistent(30));
            Clients ofSmall = Clients.of(small, TCP);
            for (int client = 0; client < 32; client++) {
                ofSmall.establish(TCP.client(client, 4000));
            }
            ofSmall.assertRefused(TCP.client(99, 4000), "TABLE_FULL");
            ofSmall.assertRefused(TCP.client(1, 4001), "TABLE_FULL");

            assertThat(small.templates()).isEqualTo(32);
            assertThat(small.services().state(service, "connections")).isEqualTo(32);
            assertThat(small.active(server)).isEqualTo(32);
            assertThat(small.inactive(server)).isZero();
        }
    }
}
