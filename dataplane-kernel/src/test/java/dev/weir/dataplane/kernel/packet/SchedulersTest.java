package dev.weir.dataplane.kernel.packet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.model.Endpoint;
import dev.weir.model.Family;
import dev.weir.model.IpAddress;
import dev.weir.model.Protocol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each scheduler's definition, in cases that are small enough to be seen through. */
@Tag("root")
final class SchedulersTest {
    private static final Stage TCP = new Stage(Family.IPV4, Protocol.TCP);

    private PacketPath path;
    private Clients clients;
    private PacketPath.Server a;
    private PacketPath.Server b;
    private PacketPath.Server c;
    private int opened;

    @BeforeEach
    void load() {
        path = PacketPath.load(4096);
        clients = Clients.of(path, TCP);
        a = server();
        b = server();
        c = server();
    }

    @AfterEach
    void unload() {
        path.close();
    }

    static Stream<String> kinds() {
        return Stream.of(
                "SLOT_BY_TURN",
                "SLOT_BY_CLIENT",
                "SLOT_BY_DESTINATION",
                "LEAST_CONNECTION",
                "LEAST_FOR_WEIGHT",
                "SHORTEST_DELAY",
                "NEVER_QUEUE",
                "FIRST_AVAILABLE",
                "FIRST_WITH_ROOM",
                "LIGHTER_OF_TWO",
                "SOONER_OF_TWO",
                "BY_LOCALITY",
                "BY_REPLICATED_LOCALITY");
    }

    private PacketPath.Server server() {
        return path.server(TCP.real(++opened, 80), TCP.local(), "NAT");
    }

    private void serve(String kind, PacketPath.Server... slots) {
        path.serve(ServiceSetup.of(TCP, kind, slots));
    }

    private void load(PacketPath.Server server, int active, int inactive) {
        path.setLoad(server, "active", active);
        path.setLoad(server, "inactive", inactive);
    }

    private static void fill(PacketPath path, PacketPath.Server server) {
        path.limit(server, 1, 1);
        path.setLoad(server, "active", 1);
        path.setLoad(server, "full", 1);
    }

    /** The server that a new client gets. */
    private int next() {
        return clients.open(TCP.client(++opened, 4000));
    }

    private List<Integer> next(int count) {
        return IntStream.range(0, count).mapToObj(i -> next()).toList();
    }

    private static List<Integer> places(PacketPath.Server... servers) {
        return Stream.of(servers).map(PacketPath.Server::place).toList();
    }

    @Test
    void turnsGoThroughTheSlotsInTheirOrder() {
        serve("SLOT_BY_TURN", a, b, a, c);
        assertThat(next(6)).isEqualTo(places(a, b, a, c, a, b));
    }

    @Test
    void turnsPassAFullServerBy() {
        serve("SLOT_BY_TURN", a, b, c);
        fill(path, b);
        assertThat(next(6)).isEqualTo(places(a, c, c, a, c, c));
    }

    @Test
    void aClientsSlotIsThatOfItsAddress() {
        serve("SLOT_BY_CLIENT", a, b, c);
        Set<Integer> reached = new HashSet<>();
        for (int client = 0; client < 40; client++) {
            int first = clients.open(TCP.client(client, 4000));
            assertThat(clients.open(TCP.client(client, 4001))).isEqualTo(first);
            reached.add(first);
        }
        assertThat(reached).containsExactlyInAnyOrderElementsOf(places(a, b, c));
    }

    @Test
    void aClientsSlotIsThatOfItsAddressAndPortWhereTheServiceSaysSo() {
        path.serve(ServiceSetup.of(TCP, "SLOT_BY_CLIENT", a, b, c).flag("HASHES_PORT"));
        Set<Integer> reached = new HashSet<>();
        for (int port = 1; port < 40; port++) {
            reached.add(clients.open(TCP.client(port)));
        }
        assertThat(reached).containsExactlyInAnyOrderElementsOf(places(a, b, c));
    }

    @Test
    void aDestinationsSlotIsThatOfItsAddressWhoeverAsksAtWhateverPort() {
        IpAddress any = IpAddress.parse("0.0.0.0");
        path.serve(ServiceSetup.of("SLOT_BY_DESTINATION", a, b, c)
                .at(Protocol.TCP, any, 0, 0)
                .flag("HASHES_PORT"));
        Set<Integer> reached = new HashSet<>();
        for (int host = 1; host < 40; host++) {
            IpAddress vip = IpAddress.parse("203.0.113." + host);
            int first = clients.to(new Endpoint(vip, 80)).open(TCP.client(1));
            assertThat(clients.to(new Endpoint(vip, 443)).open(TCP.client(host, 9)))
                    .isEqualTo(first);
            reached.add(first);
        }
        assertThat(reached).containsExactlyInAnyOrderElementsOf(places(a, b, c));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SLOT_BY_CLIENT", "SLOT_BY_DESTINATION"})
    void aFullServerOfASlotRefuses(String kind) {
        serve(kind, a);
        fill(path, a);
        clients.assertRefused(TCP.client(), "SERVER_LIMIT");
    }

    /** However many slots there are, and wherever the one with room stands. */
    @ParameterizedTest
    @CsvSource({"2, 0", "2, 1", "3, 0", "3, 1", "3, 2", "60, 0", "60, 31", "60, 59"})
    void fallbackComesToWhateverServerHasRoom(int slots, int withRoom) {
        PacketPath.Server[] table = new PacketPath.Server[slots];
        Arrays.fill(table, a);
        table[withRoom] = b;
        path.serve(ServiceSetup.of(TCP, "SLOT_BY_CLIENT", table).flag("FALLS_BACK"));
        fill(path, a);

        assertThat(next(60)).containsOnly(b.place());
    }

    @Test
    void fallbackSpreadsTheClientsOfAFullServer() {
        path.serve(ServiceSetup.of(TCP, "SLOT_BY_CLIENT", a, a, a, b, c).flag("FALLS_BACK"));
        fill(path, a);
        List<Integer> reached = next(200);
        assertThat(Collections.frequency(reached, b.place())).isBetween(60, 140);
        assertThat(reached).doesNotContain(a.place());
    }

    /** One client, so each time the same slot comes first: at its bound of 1/2 (C + 1) the next does. */
    @Test
    void aBoundedLoadGoesOnToTheNextSlotAtItsBound() {
        path.serve(ServiceSetup.of(TCP, "SLOT_BY_CLIENT", a, b)
                .with("bounded_load", 100)
                .with("total_pull", 200));
        List<Integer> reached = new ArrayList<>();
        for (int port = 1; port <= 6; port++) {
            reached.add(clients.open(TCP.client(port)));
        }
        int first = reached.get(0);
        int second = a.place() + b.place() - first;
        assertThat(reached).containsExactly(first, second, first, second, first, second);
    }

    /** 125% of 3 of 4 shares lets the heavy one have 1, 2, 3, 4, 5 of 5; never the light one more than two. */
    @Test
    void aBoundGoesByTheShareOfTheServer() {
        path.weigh(a, 3);
        path.serve(ServiceSetup.of(TCP, "SLOT_BY_CLIENT", a, a, a, b)
                .with("bounded_load", 125)
                .with("total_pull", 400));
        int onLight = Collections.frequency(next(400), b.place());
        assertThat(onLight).isBetween(400 - 375, 125);
        for (PacketPath.Server server : List.of(a, b)) {
            assertThat(path.inactive(server))
                    .isLessThanOrEqualTo(125L * 400 * path.load(server, "weight") / 4 / 100 + 1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        // kind, then weight, active and inactive of a, b and c, then who is next
        "LEAST_CONNECTION, 1 2 0, 1 1 255, 1 1 256, b",
        "LEAST_CONNECTION, 9 2 0, 1 1 9, 1 3 0, b",
        "LEAST_CONNECTION, 1 1 0, 1 1 0, 1 1 0, a",
        "LEAST_FOR_WEIGHT, 4 3 0, 1 1 0, 2 2 0, a",
        "LEAST_FOR_WEIGHT, 1 1 0, 2 2 0, 3 2 0, c",
        "LEAST_FOR_WEIGHT, 2 1 257, 1 0 256, 1 1 1, b",
        "LEAST_FOR_WEIGHT, 65535 65535 1, 1 1 0, 1 1 9, b",
        "SHORTEST_DELAY, 1 0 0, 3 1 0, 1 0 0, b",
        "SHORTEST_DELAY, 1 0 999, 2 1 0, 1 1 0, a",
        "NEVER_QUEUE, 9 1 0, 1 0 999, 1 0 0, b",
        "NEVER_QUEUE, 9 1 0, 1 1 0, 1 1 0, a"
    })
    void theLeastLoadedIsNext(String kind, String ofA, String ofB, String ofC, String next) {
        PacketPath.Server[] servers = {a, b, c};
        String[] loads = {ofA, ofB, ofC};
        for (int i = 0; i < 3; i++) {
            int[] numbers = Pattern.compile(" ")
                    .splitAsStream(loads[i])
                    .mapToInt(Integer::parseInt)
                    .toArray();
            path.weigh(servers[i], numbers[0]);
            load(servers[i], numbers[1], numbers[2]);
        }
        serve(kind, servers);
        PacketPath.Server expected = servers["abc".indexOf(next)];
        assertThat(next()).isEqualTo(expected.place());

        load(expected, 0, 0);
        fill(path, expected);
        assertThat(next()).as("past a full one").isPositive().isNotEqualTo(expected.place());
    }

    @Test
    void theFirstAvailableTakesAllUntilItIsFull() {
        path.limit(a, 2, 2);
        path.limit(b, 1, 1);
        serve("FIRST_AVAILABLE", a, b, c);
        assertThat(next(5)).isEqualTo(places(a, a, b, c, c));
    }

    @Test
    void theFirstWithRoomHasNoMoreActiveConnectionsThanItsWeight() {
        path.weigh(a, 2);
        serve("FIRST_WITH_ROOM", a, b);
        List<Integer> reached = new ArrayList<>();
        for (int client = 0; client < 5; client++) {
            reached.add(clients.establish(TCP.client(client, 4000)));
        }
        assertThat(reached).isEqualTo(places(a, a, a, b, b));
        clients.assertRefused(TCP.client(), "SERVER_LIMIT");
    }

    /** Each is drawn alone in a quarter of the draws, so the heavier gets that much. */
    @Test
    void ofTwoByLotTheLighterIsTaken() {
        load(a, 0, 900);
        serve("LIGHTER_OF_TWO", a, b);
        assertThat(Collections.frequency(next(400), a.place())).isBetween(50, 150);
    }

    @Test
    void whereBothByLotAreFullAnotherIsTaken() {
        serve("LIGHTER_OF_TWO", a, b, c);
        fill(path, a);
        fill(path, b);
        assertThat(next(60)).containsOnly(c.place());
    }

    private int toDestination(int host) {
        return clients.to(new Endpoint(IpAddress.parse("203.0.113." + host), 80))
                .open(TCP.client(++opened, 4000));
    }

    private void serveCaches(String kind) {
        path.serve(ServiceSetup.of(kind, a, b, c).at(Protocol.TCP, IpAddress.parse("0.0.0.0"), 0, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"BY_LOCALITY", "BY_REPLICATED_LOCALITY"})
    void aDestinationGoesWhereItWent(String kind) {
        serveCaches(kind);
        int first = toDestination(1);
        assertThat(toDestination(2)).isNotEqualTo(first);
        for (int i = 0; i < 10; i++) {
            assertThat(toDestination(1)).isEqualTo(first);
        }
    }

    /** Overloaded: more active connections than its weight, while another has less than half of its own. */
    @ParameterizedTest
    @ValueSource(strings = {"BY_LOCALITY", "BY_REPLICATED_LOCALITY"})
    void anOverloadedServerLosesItsDestinationToOneThatIsHalfIdle(String kind) {
        serveCaches(kind);
        assertThat(toDestination(1)).isEqualTo(a.place());
        path.weigh(b, 2);
        path.weigh(c, 2);
        load(a, 2, 0);
        load(b, 1, 0);
        load(c, 1, 0);
        assertThat(toDestination(1)).as("none is half idle").isEqualTo(a.place());
        load(a, 1, 0);
        load(c, 0, 1);
        assertThat(toDestination(1)).as("not overloaded").isEqualTo(a.place());
        load(a, 2, 0);
        assertThat(toDestination(1)).isEqualTo(c.place());
        load(a, 0, 0);
        assertThat(toDestination(1)).isEqualTo(kind.equals("BY_LOCALITY") ? c.place() : a.place());
    }

    @ParameterizedTest
    @ValueSource(strings = {"BY_LOCALITY", "BY_REPLICATED_LOCALITY"})
    void aDestinationFollowsWhenItsServerIsFullOrGone(String kind) {
        serveCaches(kind);
        assertThat(toDestination(1)).isEqualTo(a.place());
        fill(path, a);
        int second = toDestination(1);
        assertThat(second).isNotEqualTo(a.place()).isPositive();
        path.remove(second == b.place() ? b : c);
        path.weigh(second == b.place() ? b : c, 0);
        assertThat(toDestination(1)).isEqualTo(second == b.place() ? c.place() : b.place());
    }

    /** Of a set of equals too: the one that is chosen is not the one that leaves. */
    @Test
    void aSetThatStoodForADayLosesItsMostLoaded() {
        serveCaches("BY_REPLICATED_LOCALITY");
        toDestination(1);
        load(a, 2, 0);
        load(b, 0, 0);
        load(c, 9, 0);
        assertThat(toDestination(1)).as("the set is a and b").isEqualTo(b.place());
        load(a, 1, 0);
        load(b, 1, 0);
        path.setClock(24 * 3600 + 1);
        int kept = toDestination(1);
        assertThat(kept).isEqualTo(a.place());

        load(a, 1, 0);
        load(b, 0, 0);
        load(c, 0, 0);
        assertThat(toDestination(1)).as("b has left the set").isEqualTo(a.place());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whereAllAreFullNoneIsPicked(String kind) {
        path.serve(ServiceSetup.of(TCP, kind, a, b, c).flag("FALLS_BACK"));
        Stream.of(a, b, c).forEach(server -> fill(path, server));
        clients.assertRefused(TCP.client(), "SERVER_LIMIT");
    }
}
