package dev.weir.dataplane.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.dataplane.Change;
import dev.weir.dataplane.Connection;
import dev.weir.dataplane.DataPlaneException;
import dev.weir.dataplane.ObservedState;
import dev.weir.dataplane.Plan;
import dev.weir.dataplane.ServerKey;
import dev.weir.dataplane.Statistics;
import dev.weir.linux.Memory;
import dev.weir.linux.bpf.BpfMap;
import dev.weir.linux.bpf.BpfProgram;
import dev.weir.model.Capacity;
import dev.weir.model.IpAddress;
import dev.weir.model.Scheduler;
import dev.weir.model.VirtualService;
import dev.weir.testing.RandomStates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A director that starts takes over what an earlier one left, from the maps alone. */
@Tag("root")
final class AdoptionTest {
    private static final VirtualService WEB = Pool.service(1, Scheduler.WRR, 3, 1);
    private static final VirtualService MAIL = Pool.service(2, Scheduler.MH, 1, 0, 2);

    private final TestStage stage = TestStage.set();
    private KernelDataPlane plane = stage.open();

    @AfterEach
    void strike() {
        plane.close();
        stage.close();
    }

    private void restart() {
        plane.close();
        plane = stage.open();
    }

    @Test
    void whatIsHeldIsTheSameAfterARestart() {
        Pool.apply(plane, WEB, MAIL);
        ObservedState before = plane.observe();
        MapDump maps = MapDump.of(stage);
        restart();

        assertThat(plane.observe()).isEqualTo(before);
        assertThat(MapDump.of(stage).differences(maps)).isEmpty();
        assertThat(Pool.plan(plane, List.of(WEB, MAIL))).isEqualTo(Plan.NOTHING);
    }

    @Test
    void connectionsAndCountersOutliveARestart() {
        Pool.apply(plane, WEB);
        try (Traffic traffic = new Traffic(stage)) {
            traffic.open(1, WEB.key());
            traffic.open(2, WEB.key());
        }
        Statistics before = plane.statistics();
        restart();

        assertThat(plane.statistics()).isEqualTo(before);
        assertThat(connectionsOfWeb()).isEqualTo(2);
        List<Connection> connections = new ArrayList<>();
        plane.connections(connections::add);
        assertThat(connections)
                .extracting(Connection::client)
                .containsExactlyInAnyOrder(Traffic.client(1), Traffic.client(2));
    }

    @Test
    void connectionStaysWithItsServerUnderTheNewProgram() {
        Pool.apply(plane, WEB);
        IpAddress chosen;
        try (Traffic traffic = new Traffic(stage)) {
            chosen = traffic.open(1, WEB.key());
        }
        int programBefore = pinnedProgram();
        restart();

        assertThat(pinnedProgram()).isNotEqualTo(programBefore);
        try (Traffic traffic = new Traffic(stage)) {
            for (int i = 0; i < 5; i++) {
                assertThat(traffic.open(1, WEB.key())).isEqualTo(chosen);
            }
        }
    }

    private int pinnedProgram() {
        try (BpfProgram program = BpfProgram.openPinned(stage.pins().program())) {
            return program.info().id();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void plansGoOnAfterEachRestartAsIfThereHadBeenNone(long seed) {
        RandomStates states = new RandomStates(new Random(seed));
        for (int step = 0; step < 4; step++) {
            List<VirtualService> services = states.state().services();
            plane.apply(Pool.plan(plane, services));
            restart();

            assertThat(Pool.plan(plane, services)).isEqualTo(Plan.NOTHING);
        }
    }

    @Test
    void serverWhoseServiceWasNeverWrittenLeaves() {
        Pool.apply(plane, WEB, MAIL);
        deleteFromServices(MAIL);
        restart();

        assertThat(plane.observe().services().keySet()).containsExactly(WEB.key());
        Pool.apply(plane, WEB, MAIL);
        assertThat(Pool.plan(plane, List.of(WEB, MAIL))).isEqualTo(Plan.NOTHING);
    }

    /** As a director does that is killed between two steps of a removal. */
    private void deleteFromServices(VirtualService service) {
        try (BpfMap map = BpfMap.openPinned(stage.pins().map(MapName.SERVICES))) {
            List<Memory> keys = new ArrayList<>();
            int keySize = map.info().keySize();
            map.forEachBatch(16, (found, values, count) -> {
                for (int i = 0; i < count; i++) {
                    keys.add(Memory.ofBytes(found.getBytes((long) i * keySize, keySize)));
                }
            });
            byte[] port = {
                (byte) (service.key().vip().port() >> 8),
                (byte) service.key().vip().port()
            };
            keys.stream()
                    .filter(key -> Arrays.equals(key.getBytes(16, 2), port))
                    .forEach(map::delete);
        }
    }

    @Test
    void tableThatDoesNotFitItsServersIsWrittenAnew() {
        Pool.apply(plane, WEB);
        MapDump right = MapDump.of(stage);
        try (BpfMap map = BpfMap.openPinned(stage.pins().map(MapName.SCHEDULER_SLOTS))) {
            map.update(0, Memory.ofInt(0));
        }
        restart();

        assertThat(MapDump.of(stage).differences(right)).containsKeys("services", "scheduler_slots");
        try (Traffic traffic = new Traffic(stage)) {
            for (int client = 1; client <= 4; client++) {
                assertThat(traffic.open(client, WEB.key()).toString()).startsWith("10.0.0.");
            }
        }
    }

    @Test
    void anotherCapacityIsRefusedAndWhatRunsGoesOn() {
        Pool.apply(plane, WEB);
        plane.close();
        Capacity larger = new Capacity(64, 1_024, 8_192, 131_072);

        assertThatThrownBy(() -> stage.open(stage.options(larger, TestStage.INTERFACES)))
                .isInstanceOf(DataPlaneException.class)
                .hasMessageContaining("conn_entries has 4097 entries")
                .hasMessageContaining("weir director --detach");
        plane = stage.open();
        assertThat(plane.observe().services()).containsKey(WEB.key());
    }

    @Test
    void anotherLayoutIsRefused() {
        plane.close();
        try (BpfMap map = BpfMap.openPinned(stage.pins().map(MapName.IDENTITY))) {
            byte[] identity = Traffic.element(stage, MapName.IDENTITY, 0);
            identity[0] ^= 1;
            map.update(0, Memory.ofBytes(identity));
        }

        assertThatThrownBy(stage::open)
                .isInstanceOf(DataPlaneException.class)
                .hasMessageContaining("another release of Weir")
                .hasMessageContaining("weir director --detach");
    }

    @Test
    void anotherSecretKeepsTheKeyThatConnectionsAreFoundBy() {
        byte[] identity = Traffic.element(stage, MapName.IDENTITY, 0);
        plane.close();
        byte[] secret = "another  secret!".getBytes(StandardCharsets.US_ASCII);
        plane = stage.open(new KernelPlaneOptions(
                stage.pinDirectory(),
                TestStage.INTERFACES,
                TestStage.CAPACITY,
                stage.options().timeouts(),
                secret));

        assertThat(Traffic.element(stage, MapName.IDENTITY, 0)).isEqualTo(identity);
    }

    @Test
    void whatAKilledFirstStartLeftIsThrownAway() {
        Pool.apply(plane, WEB);
        plane.close();
        try (BpfMap map = BpfMap.openPinned(stage.pins().map(MapName.IDENTITY))) {
            map.update(0, Memory.allocate(map.info().valueSize()));
        }
        plane = stage.open();

        assertThat(plane.observe()).isEqualTo(ObservedState.EMPTY);
    }

    @Test
    void countersOfAServiceNeverGoDownWhenServersLeaveAndPlacesAreUsedAgain() {
        Pool.apply(plane, WEB);
        try (Traffic traffic = new Traffic(stage)) {
            for (int client = 1; client <= 8; client++) {
                traffic.open(client, WEB.key());
            }
        }
        ServerKey first = new ServerKey(WEB.key(), Pool.server(1, 1).endpoint());
        plane.apply(new Plan(List.of(new Change.RemoveServer(first))));
        assertThat(connectionsOfWeb()).isEqualTo(8);
        restart();
        assertThat(connectionsOfWeb()).isEqualTo(8);

        stage.advanceClock(Holdings.REST);
        plane.apply(new Plan(List.of(new Change.AddServer(WEB.key(), Pool.server(9, 1)))));
        assertThat(connectionsOfWeb()).isEqualTo(8);
        assertThat(plane.statistics()
                        .servers()
                        .get(new ServerKey(WEB.key(), Pool.server(9, 1).endpoint())))
                .isEqualTo(Statistics.ServerLoad.NONE);
        restart();
        assertThat(connectionsOfWeb()).isEqualTo(8);
    }

    private long connectionsOfWeb() {
        return plane.statistics()
                .services()
                .getOrDefault(WEB.key(), Statistics.ServiceLoad.NONE)
                .traffic()
                .connections();
    }

    @Test
    void serviceThatComesBackCountsFromNothing() {
        Pool.apply(plane, WEB);
        try (Traffic traffic = new Traffic(stage)) {
            traffic.open(1, WEB.key());
        }
        Pool.apply(plane);
        Pool.apply(plane, WEB);

        assertThat(connectionsOfWeb()).isZero();
    }

    @Test
    void detachingTakesEverythingAwayAndMayBeRepeated() {
        plane.close();
        KernelDataPlane.detach(stage.pinDirectory());
        assertThat(Files.exists(stage.pinDirectory())).isFalse();

        KernelDataPlane.detach(stage.pinDirectory());
        plane = stage.open();
    }

    @Test
    void detachingLeavesWhatIsNotWeirs() throws IOException {
        Path foreign = Files.createDirectory(stage.pinDirectory().resolve("foreign"));
        plane.close();
        KernelDataPlane.detach(stage.pinDirectory());

        assertThat(foreign).exists();
        assertThat(stage.pinDirectory().toFile().list()).containsExactly("foreign");
        Files.delete(foreign);
        plane = stage.open();
    }
}
