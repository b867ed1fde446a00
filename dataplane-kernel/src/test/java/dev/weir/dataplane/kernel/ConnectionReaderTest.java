package dev.weir.dataplane.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.weir.dataplane.Change;
import dev.weir.dataplane.Connection;
import dev.weir.dataplane.Plan;
import dev.weir.dataplane.ServerKey;
import dev.weir.dataplane.kernel.packet.Transport;
import dev.weir.linux.Mapping;
import dev.weir.linux.Memory;
import dev.weir.linux.bpf.BpfMap;
import dev.weir.linux.bpf.BpfObject;
import dev.weir.linux.bpf.Btf;
import dev.weir.model.Capacity;
import dev.weir.model.ConnectionState;
import dev.weir.model.Scheduler;
import dev.weir.model.VirtualService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Recorded connections are read out of the kernel's own table. */
@Tag("root")
final class ConnectionReaderTest {
    private static final int MILLION = 1_000_000;
    private static final VirtualService WEB = Pool.service(1, Scheduler.RR, 1, 1);

    private final TestStage stage = TestStage.set();
    private final KernelDataPlane plane =
            stage.open(stage.options(new Capacity(8, 64, MILLION, 1_024), TestStage.INTERFACES));
    private final Traffic traffic = new Traffic(stage);

    @AfterEach
    void strike() {
        traffic.close();
        plane.close();
        stage.close();
    }

    private List<Connection> connections() {
        List<Connection> seen = new ArrayList<>();
        plane.connections(seen::add);
        return seen;
    }

    @Test
    void connectionIsShownWithItsServerItsStateAndWhenItExpires() {
        Pool.apply(plane, WEB);
        traffic.send(1, WEB.key(), Transport.SYN);
        traffic.send(2, WEB.key(), Transport.SYN);
        traffic.send(2, WEB.key(), Transport.ACK);

        assertThat(connections())
                .extracting(Connection::service, Connection::client, Connection::server, Connection::state)
                .containsExactlyInAnyOrder(
                        tuple(WEB.key(), Traffic.client(1), WEB.servers().get(0).endpoint(), ConnectionState.SYN_RECV),
                        tuple(
                                WEB.key(),
                                Traffic.client(2),
                                WEB.servers().get(1).endpoint(),
                                ConnectionState.ESTABLISHED));
        for (Connection connection : connections()) {
            Duration timeout = stage.options().timeouts().of(connection.state());
            assertThat(connection.expiresIn()).isBetween(timeout.minusSeconds(30), timeout);
        }
    }

    @Test
    void connectionOfARemovedServerIsShownNoMore() {
        Pool.apply(plane, WEB);
        traffic.send(1, WEB.key(), Transport.SYN);
        ServerKey first = new ServerKey(WEB.key(), WEB.servers().getFirst().endpoint());
        plane.apply(new Plan(List.of(new Change.RemoveServer(first))));

        assertThat(connections()).isEmpty();
    }

    @Test
    void millionConnectionsAreReadInWellUnderASecond() {
        Pool.apply(plane, WEB);
        traffic.send(1, WEB.key(), Transport.SYN);
        fillTable();
        AtomicInteger seen = new AtomicInteger();
        plane.connections(connection -> seen.incrementAndGet());

        long begin = System.nanoTime();
        plane.connections(connection -> seen.incrementAndGet());
        Duration taken = Duration.ofNanos(System.nanoTime() - begin);

        System.out.println("1,000,000 connections read in " + taken.toMillis() + " ms");
        assertThat(seen.get()).isEqualTo(2 * MILLION);
        assertThat(taken).isLessThan(Duration.ofSeconds(3));
    }

    /** Copies the one connection to all other entries. */
    private void fillTable() {
        Memory entry = Memory.ofBytes(Traffic.element(stage, MapName.CONN_ENTRIES, 1));
        try (BpfMap map = BpfMap.openPinned(stage.pins().map(MapName.CONN_ENTRIES));
                Mapping mapping = map.map(Mapping.Access.READ_WRITE)) {
            for (long number = 2; number <= MILLION; number++) {
                mapping.memory()
                        .slice(number * map.mappedStride(), entry.size())
                        .copyFrom(entry);
            }
        }
        try (BpfObject object = BpfObject.open("weir", Installation.readObject());
                BpfMap map = BpfMap.openPinned(stage.pins().map(MapName.RUNTIME));
                Mapping mapping = map.map(Mapping.Access.READ_WRITE)) {
            Btf btf = object.btf();
            btf.record("runtime").field("used").set(mapping.memory(), MILLION);
        }
    }
}
