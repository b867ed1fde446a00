package dev.weir.dataplane.kernel.packet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.linux.bpf.XdpVerdict;
import dev.weir.model.Family;
import dev.weir.model.Protocol;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Connections that come and go by the thousand through a small table, in NAT. */
@Tag("root")
final class ChurnTest {
    private static final Stage TCP = new Stage(Family.IPV4, Protocol.TCP);
    private static final int ROUNDS = 25;
    private static final int ROUND = 4_000;
    private static final int SOURCE_PORT = 34;
    private static final int DESTINATION_PORT = 36;

    @Test
    void aHundredThousandConnectionsLeaveEveryCountAtZero() {
        try (PacketPath path = PacketPath.load(2 * ROUND)) {
            PacketPath.Server server = path.server(TCP.real(1, 8080), TCP.local(), "NAT");
            int service = path.serve(ServiceSetup.of(TCP, "SLOT_BY_TURN", server));
            byte[] opening = fromClient(Transport.SYN);
            byte[] data = fromClient(Transport.ACK);
            byte[] ending = fromClient(Transport.FIN | Transport.ACK);
            byte[] closing = TCP.fromServer(server, TCP.carrying(Transport.FIN | Transport.ACK, 0))
                    .frame();

            for (int round = 0; round < ROUNDS; round++) {
                for (int port = 1; port <= ROUND; port++) {
                    send(path, opening, SOURCE_PORT, port);
                    send(path, data, SOURCE_PORT, port);
                    if (port % 2 == 0) {
                        send(path, ending, SOURCE_PORT, port);
                        send(path, closing, DESTINATION_PORT, port);
                    }
                }
                assertThat(path.active(server)).isEqualTo(ROUND / 2);
                assertThat(path.inactive(server)).isEqualTo(ROUND / 2);
                path.setClock(1_000 * round + 901);
                path.sweep();
                assertThat(path.active(server)).as("round %d", round).isZero();
                assertThat(path.inactive(server)).isZero();
                path.setClock(1_000 * (round + 1));
                path.sweep();
            }
            assertThat(path.counter(server, "connections")).isEqualTo(ROUNDS * ROUND);
            assertThat(path.services().state(service, "connections")).isZero();
            assertThat(path.recorded()).isZero();
            assertThat(path.indexed()).isZero();
            assertThat(path.states()).isEmpty();
            assertThat(path.allDrops()).isZero();
        }
    }

    private static byte[] fromClient(int flags) {
        return TCP.fromClient(TCP.carrying(flags, 0)).frame();
    }

    /** The same frame for another port of the client; nothing here looks at its checksum. */
    private static void send(PacketPath path, byte[] frame, int at, int port) {
        ByteBuffer.wrap(frame).putShort(at, (short) port);
        assertThat(path.receive(frame).verdict()).isEqualTo(XdpVerdict.TX);
    }
}
