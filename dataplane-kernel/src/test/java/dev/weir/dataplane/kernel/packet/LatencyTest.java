package dev.weir.dataplane.kernel.packet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.model.Family;
import dev.weir.model.Protocol;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The time that servers take to answer a handshake: when it is measured, and whom it prefers. */
@Tag("root")
final class LatencyTest {
    private static final Stage TCP = new Stage(Family.IPV4, Protocol.TCP);
    private static final int SYN_ACK = Transport.SYN | Transport.ACK;
    private static final int SECOND = 1_000_000;

    /** What a run of the program may take on a busy machine. */
    private static final int SLACK = 2 * SECOND;

    private PacketPath path;
    private Clients clients;
    private PacketPath.Server a;
    private PacketPath.Server b;

    @BeforeEach
    void load() {
        path = PacketPath.load(1024);
        clients = Clients.of(path, TCP);
        a = path.server(TCP.real(1, 80), TCP.local(), "NAT");
        b = path.server(TCP.real(2, 80), TCP.local(), "NAT");
        path.time(a);
    }

    @AfterEach
    void unload() {
        path.close();
    }

    private void serve(PacketPath.Server... servers) {
        path.serve(ServiceSetup.of(TCP, "SOONER_OF_TWO", servers));
    }

    /** A handshake that the server answers after so long; its entry is the port's number. */
    private void handshake(int port, int micros) {
        clients.open(TCP.client(port));
        path.ageHandshake(port, micros);
        clients.reply(a, TCP.client(port), SYN_ACK);
    }

    @Test
    void theTimeFromSynToSynAckIsTheServersLatency() {
        serve(a);
        path.setClock(7);
        handshake(1, 16 * SECOND);

        assertThat(path.load(a, "latency")).isBetween(16L * SECOND, 16L * SECOND + SLACK);
        assertThat(path.load(a, "timed")).isEqualTo(700);
    }

    @Test
    void eachNextOneCountsAnEighth() {
        serve(a);
        handshake(1, 16 * SECOND);
        handshake(2, 96 * SECOND);

        assertThat(path.load(a, "latency")).isBetween(26L * SECOND, 26L * SECOND + SLACK);
    }

    @Test
    void anAnswerThatIsSentAgainCountsOnce() {
        serve(a);
        handshake(1, 16 * SECOND);
        long first = path.load(a, "latency");
        clients.reply(a, TCP.client(1), SYN_ACK);
        clients.reply(a, TCP.client(1), Transport.ACK);

        assertThat(path.load(a, "latency")).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(ints = {Transport.RST, Transport.RST | Transport.ACK, Transport.ACK})
    void whatIsNoAnswerIsNotMeasured(int flags) {
        serve(a);
        clients.open(TCP.client(1));
        clients.reply(a, TCP.client(1), flags);

        assertThat(path.load(a, "latency")).isZero();
    }

    @Test
    void itIsMeasuredOfTimedServersAlone() {
        serve(b);
        clients.open(TCP.client(1));
        path.ageHandshake(1, SECOND);
        clients.reply(b, TCP.client(1), SYN_ACK);

        assertThat(path.load(b, "latency")).isZero();
        assertThat(path.load(b, "timed")).isZero();
    }

    @Test
    void aSynThatIsSentAgainDoesNotMakeTheServerFaster() {
        serve(a);
        clients.open(TCP.client(1));
        path.ageHandshake(1, 16 * SECOND);
        clients.open(TCP.client(1));
        clients.reply(a, TCP.client(1), SYN_ACK);

        assertThat(path.load(a, "latency")).isGreaterThanOrEqualTo(16L * SECOND);
    }

    /** Of two slots one is drawn alone in a quarter of the draws: that is what the slower one gets. */
    @ParameterizedTest
    @CsvSource({
        // latency, when it was measured and active connections of a, then of b; whom a new one waits for less
        "1000, 100, 0, 5000, 100, 0, a",
        "5000, 100, 0, 1000, 100, 0, b",
        "1000, 100, 5, 5000, 100, 0, b",
        "1000, 100, 4, 5001, 100, 0, a",
        "0, 0, 99, 1, 100, 0, a",
        "4000, 80, 0, 1100, 100, 0, a",
        "4000, 80, 0, 900, 100, 0, b",
        "4000, 91, 0, 3900, 100, 0, b"
    })
    void theOneThatIsExpectedSoonerGetsMore(
            long latencyOfA, int timedA, int activeOfA, long latencyOfB, int timedB, int activeOfB, String sooner) {
        serve(a, b);
        path.setClock(100);
        measured(a, latencyOfA, timedA, activeOfA);
        measured(b, latencyOfB, timedB, activeOfB);
        List<Integer> reached = IntStream.range(1, 301)
                .mapToObj(port -> clients.open(TCP.client(port)))
                .toList();

        PacketPath.Server expected = sooner.equals("a") ? a : b;
        assertThat(Collections.frequency(reached, expected.place())).isBetween(170, 280);
    }

    private void measured(PacketPath.Server server, long latency, int timed, int active) {
        path.setLoad(server, "latency", latency);
        path.setLoad(server, "timed", timed * 100L);
        path.setLoad(server, "active", active);
    }
}
