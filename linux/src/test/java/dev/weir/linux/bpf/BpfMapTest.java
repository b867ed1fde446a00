package dev.weir.linux.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.linux.Errno;
import dev.weir.linux.LinuxException;
import dev.weir.linux.Mapping;
import dev.weir.linux.Memory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Maps of {@code sample.bpf.c} in this kernel. */
@Tag("root")
class BpfMapTest {
    private BpfObject object;
    private RecordLayout server;

    @BeforeEach
    void load() {
        object = BpfObject.open("sample", Clang.compile("sample.bpf.c"));
        object.definition("servers").setMaxEntries(1000);
        object.load();
        server = object.btf().record("server");
    }

    @AfterEach
    void unload() {
        object.close();
    }

    @Test
    void elementIsWrittenReadAndDeleted() {
        try (BpfMap servers = object.map("servers")) {
            Memory key = Memory.ofInt(7);
            Memory value = server.allocate();
            server.field("hop.mtu").set(value, 1500);
            servers.update(key, value);
            Memory read = server.allocate();

            assertThat(servers.lookup(key, read)).isTrue();
            assertThat(server.field("hop.mtu").get(read)).isEqualTo(1500);
            assertThat(servers.delete(key)).isTrue();
            assertThat(servers.delete(key)).isFalse();
            assertThat(servers.lookup(key, read)).isFalse();
        }
    }

    @Test
    void expectationThatFailsIsTold() {
        try (BpfMap servers = object.map("servers")) {
            Memory key = Memory.ofInt(7);
            LinuxException absent = catchThrowableOfType(
                    LinuxException.class, () -> servers.update(key, server.allocate(), BpfMap.Expect.PRESENT));
            servers.update(key, server.allocate(), BpfMap.Expect.ABSENT);
            LinuxException present = catchThrowableOfType(
                    LinuxException.class, () -> servers.update(key, server.allocate(), BpfMap.Expect.ABSENT));

            assertThat(absent.errno()).isEqualTo(Errno.ENOENT);
            assertThat(present.errno()).isEqualTo(Errno.EEXIST);
            assertThat(present).hasMessage("update map servers: EEXIST (File exists)");
        }
    }

    @Test
    void valueOfAnotherSizeNeverReachesTheKernel() {
        try (BpfMap servers = object.map("servers")) {
            assertThatThrownBy(() -> servers.update(Memory.ofInt(1), Memory.allocate(55)))
                    .hasMessage("map servers: a value of 56 bytes is wanted, not of 55");
            assertThatThrownBy(() -> servers.lookup(Memory.allocate(8), server.allocate()))
                    .hasMessage("map servers: a key of 4 bytes is wanted, not of 8");
        }
    }

    @Test
    void batchesWriteAndReadAll() {
        int count = 777;
        Memory keys = Memory.allocate(4L * count);
        Memory values = server.allocate(count);
        for (int i = 0; i < count; i++) {
            keys.setInt(4L * i, i);
            server.field("lower").set(server.at(values, i), i * 3L);
        }
        try (BpfMap servers = object.map("servers")) {
            servers.updateBatch(keys, values, count);
            Map<Integer, Long> read = new HashMap<>();
            servers.forEachBatch(2, (gotKeys, gotValues, got) -> {
                for (int i = 0; i < got; i++) {
                    read.put(gotKeys.getInt(4L * i), server.field("lower").get(gotValues, i * server.size()));
                }
            });

            assertThat(read).hasSize(count);
            read.forEach((key, value) -> assertThat(value).isEqualTo(key * 3L));
        }
    }

    @Test
    void batchesOfAnArrayEndWithIt() {
        try (BpfMap counters = object.map("counters")) {
            int[] seen = new int[1];
            counters.forEachBatch(3, (_, values, got) -> {
                assertThat(values.size()).isEqualTo(3L * 8 * PossibleCpus.count());
                seen[0] += got;
            });

            assertThat(seen[0]).isEqualTo(4);
        }
    }

    @Test
    void keysAreWalked() {
        try (BpfMap servers = object.map("servers")) {
            Memory key = Memory.allocate(4);
            assertThat(servers.firstKey(key)).isFalse();
            servers.update(Memory.ofInt(5), server.allocate());

            assertThat(servers.firstKey(key)).isTrue();
            assertThat(key.getInt(0)).isEqualTo(5);
            assertThat(servers.nextKey(key, Memory.allocate(4))).isFalse();
        }
    }

    @Test
    void everyCpuHasItsCounter() {
        try (BpfMap counters = object.map("counters");
                BpfProgram program = object.program("count_frames")) {
            program.run(TestRun.of(new byte[64]).repeated(100));
            Memory values = Memory.allocate(counters.info().lookupSize());
            counters.lookup(0, values);

            long sum = 0;
            for (int cpu = 0; cpu < PossibleCpus.count(); cpu++) {
                sum += values.getLong(cpu * counters.info().perCpuStride());
            }
            assertThat(sum).isEqualTo(100);
        }
    }

    @Test
    void sharedArrayIsSeenFromBothSides() {
        try (BpfMap shared = object.map("shared");
                Mapping writable = shared.map(Mapping.Access.READ_WRITE);
                Mapping readable = shared.map(Mapping.Access.READ)) {
            Memory element = server.at(writable.memory(), 3);
            server.field("port").setNetworkOrder(element, 8080);
            Memory read = server.allocate();
            shared.lookup(3, read);

            assertThat(server.field("port").getNetworkOrder(read)).isEqualTo(8080);
            assertThat(server.field("port").getNetworkOrder(server.at(readable.memory(), 3)))
                    .isEqualTo(8080);
            assertThat(writable.memory().size()).isEqualTo(16 * shared.mappedStride());
            assertThatThrownBy(() -> readable.memory().setInt(0, 1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> writable.memory().getInt(writable.memory().size()))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void closedMappingIsRefused() {
        try (BpfMap shared = object.map("shared")) {
            Mapping mapping = shared.map(Mapping.Access.READ);
            mapping.close();
            mapping.close();

            assertThatThrownBy(() -> mapping.memory().getInt(0)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void pinnedMapIsOpenedAgain() throws Exception {
        Path directory = Files.createDirectory(
                Path.of("/sys/fs/bpf/weir-t-" + ProcessHandle.current().pid()));
        Path pin = directory.resolve("servers");
        try (BpfMap servers = object.map("servers")) {
            servers.pin(pin);
            try (BpfMap again = BpfMap.openPinned(pin)) {
                assertThat(again.info().id()).isEqualTo(servers.info().id());
            }
        } finally {
            Files.deleteIfExists(pin);
            Files.delete(directory);
        }
        assertThatThrownBy(() -> BpfMap.openPinned(pin))
                .hasMessage("open BPF pin " + pin + ": ENOENT (No such file or directory)");
    }
}
