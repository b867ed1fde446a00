package dev.weir.dataplane.kernel.packet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.model.Family;
import dev.weir.model.Protocol;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What several processors do to the connection table at the same time. */
@Tag("root")
final class ManyProcessorsTest {
    private static final Stage TCP = new Stage(Family.IPV4, Protocol.TCP);
    private static final int FLOWS = 10_000;
    private static final int PROCESSORS = 2;

    @Test
    void flowsThatBeginOnTwoAtOnceAreCountedExactlyAndAllLeave() throws Exception {
        try (PacketPath path = PacketPath.load(4 * FLOWS);
                ExecutorService processors = Executors.newFixedThreadPool(PROCESSORS)) {
            PacketPath.Server server = path.server(TCP.real(1, 8080), TCP.local(), "NAT");
            path.service(TCP.vip().toString(), Protocol.TCP, "SLOT_BY_TURN", server);
            AtomicInteger arrived = new AtomicInteger();

            for (Future<?> done : IntStream.range(0, PROCESSORS)
                    .mapToObj(i -> processors.submit(() -> openAndReset(path, arrived)))
                    .toList()) {
                done.get();
            }

            assertThat(path.recorded()).isEqualTo(FLOWS);
            assertThat(path.indexed()).isEqualTo(FLOWS);
            assertThat(path.active(server)).isZero();
            assertThat(path.inactive(server)).isEqualTo(FLOWS);
            path.setClock(61);
            path.sweep();
            assertThat(path.recorded()).isZero();
            assertThat(path.indexed()).isZero();
            assertThat(path.inactive(server)).isZero();
        }
    }

    /** Both processors see every packet of every flow, its SYN at the same time. */
    private static boolean openAndReset(PacketPath path, AtomicInteger arrived) {
        for (int port = 1; port <= FLOWS; port++) {
            byte[] opening = packet(port, Transport.SYN).frame();
            byte[] reset = packet(port, Transport.RST).frame();
            arrived.incrementAndGet();
            while (arrived.get() < PROCESSORS * port) {
                Thread.onSpinWait();
            }
            path.receive(opening);
            path.receive(reset);
        }
        return true;
    }

    private static Packet packet(int port, int flags) {
        return TCP.fromClient(TCP.carrying(flags, 0)).between(TCP.client(port), TCP.vip());
    }
}
