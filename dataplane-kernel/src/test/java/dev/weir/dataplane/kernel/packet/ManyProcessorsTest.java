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
        try (PacketPath path = PacketPath.load(4 * FLOWS)) {
            PacketPath.Server server = path.server(TCP.real(1, 8080), TCP.local(), "NAT");
            path.service(TCP.vip().toString(), Protocol.TCP, "SLOT_BY_TURN", server);

            inStep(FLOWS, (processor, step) -> {
                path.receive(packet(1 + step, Transport.SYN));
                path.receive(packet(1 + step, Transport.RST));
            });

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

    @Test
    void aServersUpperThresholdIsKeptAndReachedByTwoAtOnce() throws Exception {
        try (PacketPath path = PacketPath.load(4 * FLOWS)) {
            PacketPath.Server[] servers = new PacketPath.Server[4];
            for (int i = 0; i < servers.length; i++) {
                servers[i] = path.server(TCP.real(i + 1, 8080), TCP.local(), "NAT");
                path.limit(servers[i], 100 + i, 100 + i);
            }
            path.serve(ServiceSetup.of(TCP, "SLOT_BY_TURN", servers));

            inStep(
                    1_000,
                    (processor, step) -> path.receive(
                            packet(1 + step + processor * 1_000, Transport.SYN).frame()));

            for (PacketPath.Server server : servers) {
                assertThat(path.inactive(server)).isEqualTo(path.load(server, "upper"));
            }
            assertThat(path.recorded()).isEqualTo(406);
            assertThat(path.drops("SERVER_LIMIT")).isEqualTo(2_000 - 406);
        }
    }

    @Test
    void aClientThatBeginsOnTwoAtOnceGetsOneTemplateAndOneServer() throws Exception {
        int clients = 3_000;
        try (PacketPath path = PacketPath.load(4 * FLOWS)) {
            PacketPath.Server first = path.server(TCP.real(1, 8080), TCP.local(), "NAT");
            PacketPath.Server second = path.server(TCP.real(2, 8080), TCP.local(), "NAT");
            int service = path.serve(
                    ServiceSetup.of(TCP, "SLOT_BY_TURN", first, second).persistent(60));
            int[][] reached = new int[PROCESSORS][clients];

            inStep(clients, (processor, client) -> {
                Packet opening = packet(1, Transport.SYN).between(TCP.client(client, 4000 + processor), TCP.vip());
                reached[processor][client] =
                        PacketPath.placeOf(path.receive(opening).frame());
            });

            assertThat(reached[0]).isEqualTo(reached[1]);
            assertThat(path.templates()).isEqualTo(clients);
            assertThat(path.load(first, "templates") + path.load(second, "templates"))
                    .isEqualTo(clients);
            assertThat(path.services().state(service, "templates")).isEqualTo(clients);
            assertThat(path.services().state(service, "connections")).isEqualTo(2L * clients);
            assertThat(path.recorded()).isEqualTo(3L * clients).isEqualTo(path.indexed());
        }
    }

    @Test
    void aClientsLimitIsKeptAndReachedByTwoAtOnce() throws Exception {
        try (PacketPath path = PacketPath.load(4 * FLOWS)) {
            PacketPath.Server server = path.server(TCP.real(1, 8080), TCP.local(), "NAT");
            int service = path.serve(ServiceSetup.of(TCP, "SLOT_BY_TURN", server)
                    .with("client_limit", 300)
                    .with("limit", 500));

            inStep(
                    1_000,
                    (processor, step) -> path.receive(
                            packet(1 + step + processor * 1_000, Transport.SYN).frame()));

            assertThat(path.inactive(server)).isEqualTo(300);
            assertThat(path.services().state(service, "connections")).isEqualTo(300);
            assertThat(path.services().connectionsOf(TCP.client().address(), service))
                    .isEqualTo(300);
            assertThat(path.drops("CLIENT_LIMIT")).isEqualTo(1_700).isEqualTo(path.allDrops());
        }
    }

    private interface Step {
        void take(int processor, int step);
    }

    /** Each processor takes each step, both at the same time. */
    private static void inStep(int steps, Step step) throws Exception {
        try (ExecutorService processors = Executors.newFixedThreadPool(PROCESSORS)) {
            AtomicInteger arrived = new AtomicInteger();
            for (Future<?> done : IntStream.range(0, PROCESSORS)
                    .mapToObj(processor -> processors.submit(() -> {
                        for (int i = 0; i < steps; i++) {
                            arrived.incrementAndGet();
                            while (arrived.get() < PROCESSORS * (i + 1)) {
                                Thread.onSpinWait();
                            }
                            step.take(processor, i);
                        }
                    }))
                    .toList()) {
                done.get();
            }
        }
    }

    private static Packet packet(int port, int flags) {
        return TCP.fromClient(TCP.carrying(flags, 0)).between(TCP.client(port), TCP.vip());
    }
}
