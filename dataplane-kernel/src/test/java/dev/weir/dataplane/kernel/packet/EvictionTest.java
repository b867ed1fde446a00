package dev.weir.dataplane.kernel.packet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.model.Family;
import dev.weir.model.Protocol;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A table that fills up: what closes or is half open gives way before its time, what is established never. */
@Tag("root")
final class EvictionTest {
    private static final Stage TCP = new Stage(Family.IPV4, Protocol.TCP);
    private static final Stage UDP = new Stage(Family.IPV4, Protocol.UDP);
    private static final int CAPACITY = 1024;
    private static final int HIGH = CAPACITY * 15 / 16;
    private static final int SAMPLE = 20;

    private PacketPath path;
    private PacketPath.Server server;
    private Clients clients;

    @BeforeEach
    void load() {
        path = PacketPath.load(CAPACITY);
        server = path.server(TCP.real(1, 80), TCP.local(), "NAT");
        path.serve(ServiceSetup.of(TCP, "SLOT_BY_TURN", server));
        path.serve(ServiceSetup.of(UDP, "SLOT_BY_TURN", server));
        clients = Clients.of(path, TCP);
    }

    @AfterEach
    void unload() {
        path.close();
    }

    /** A few connections in a state, and so many in all by established ones. */
    private void fill(String state, int all) {
        for (int port = 1; port <= SAMPLE; port++) {
            clients.open(TCP.client(port));
            if (!state.equals("syn_recv")) {
                clients.send(TCP.client(port), state.equals("close") ? Transport.RST : Transport.FIN | Transport.ACK);
            }
            if (state.equals("time_wait")) {
                clients.reply(server, TCP.client(port), Transport.FIN | Transport.ACK);
            }
        }
        for (int port = SAMPLE + 1; port <= all; port++) {
            clients.establish(TCP.client(port));
        }
        assertThat(path.recorded()).isEqualTo(all);
        assertThat(Collections.frequency(path.states(), state)).isEqualTo(SAMPLE);
    }

    private void sweepAt(double seconds) {
        path.setClock(seconds);
        path.sweep();
    }

    /** Each some while before and after its time; 0.32 s is how late a packet may be noted. */
    @ParameterizedTest
    @CsvSource({
        // so many recorded in all; when none has left yet, when all of them may, and how many do
        "syn_recv, 896, 59, 60.4, 0",
        "syn_recv, 897, 4.0, 4.1, 20",
        "fin_wait, 897, 7.8, 7.9, 20",
        "time_wait, 897, 7.8, 7.9, 20",
        "close, 897, 0.9, 0.95, 20",
        "syn_recv, 960, 4.0, 4.1, 20",
        "syn_recv, 961, 1.3, 1.33, 20",
        "fin_wait, 961, 0.8, 0.83, 20",
        "time_wait, 961, 0.4, 0.43, 20",
        "close, 961, 0.4, 0.43, 20"
    })
    void whatGivesWayDoesSoTheSoonerTheFullerTheTable(String state, int all, double before, double after, int evicted) {
        fill(state, all);
        sweepAt(before);
        assertThat(path.recorded()).isEqualTo(all);
        sweepAt(after);

        assertThat(path.notes("EVICTED")).isEqualTo(evicted);
        assertThat(path.active(server)).isEqualTo(all - SAMPLE);
    }

    @Test
    void establishedConnectionsAndDatagramFlowsNeverGiveWay() {
        for (int port = 1; port <= CAPACITY / 2; port++) {
            clients.establish(TCP.client(port));
            Clients.of(path, UDP).open(UDP.client(port));
        }
        sweepAt(299);
        assertThat(path.recorded()).isEqualTo(CAPACITY);
        assertThat(path.active(server)).isEqualTo(CAPACITY);
        assertThat(path.notes("EVICTED")).isZero();
        clients.assertRefused(TCP.client(5000), "TABLE_FULL");
    }

    @Test
    void aFloodOfHalfOpenOnesLeavesRoomForOthers() {
        for (int port = 1; port <= CAPACITY; port++) {
            clients.open(TCP.client(port));
        }
        clients.assertRefused(TCP.client(5000), "TABLE_FULL");
        sweepAt(1.4);
        sweepAt(2);

        assertThat(path.inactive(server)).isEqualTo(path.recorded()).isLessThanOrEqualTo(HIGH);
        assertThat(path.notes("EVICTED")).isEqualTo(CAPACITY - path.recorded());
        assertThat(clients.open(TCP.client(5000))).isEqualTo(server.place());
    }
}
