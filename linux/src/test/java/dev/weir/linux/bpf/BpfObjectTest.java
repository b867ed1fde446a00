package dev.weir.linux.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.linux.Errno;
import dev.weir.linux.LinuxException;
import dev.weir.linux.Memory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Opening, configuring and loading an object, on this kernel. */
class BpfObjectTest {
    private static byte[] sample;

    @BeforeAll
    static void compile() {
        sample = Clang.compile("sample.bpf.c");
    }

    @Test
    void namesWhatIsInTheObject() {
        try (BpfObject object = BpfObject.open("sample", sample)) {
            assertThat(object.mapNames()).contains("servers", "shared", "counters");
            assertThat(object.programNames())
                    .containsExactly("count_frames", "grow_frame", "tell_interface", "use_types");
        }
    }

    @Test
    void bytesThatAreNoObjectAreRefused() {
        assertThatThrownBy(() -> BpfObject.open("noise", new byte[] {1, 2, 3}))
                .isInstanceOf(BpfLoadException.class)
                .hasMessageContaining("open BPF object noise");
    }

    @Test
    void missingMapIsNamed() {
        try (BpfObject object = BpfObject.open("sample", sample)) {
            LinuxException missing = catchThrowableOfType(LinuxException.class, () -> object.definition("sevrers"));

            assertThat(missing).hasMessage("find BPF map sample/sevrers: ENOENT (No such file or directory)");
            assertThat(missing.errno()).isEqualTo(Errno.ENOENT);
        }
    }

    @Test
    void closedObjectIsRefusedByUsNotByTheKernel() {
        BpfObject object = BpfObject.open("sample", sample);
        object.close();
        object.close();

        assertThatThrownBy(object::load).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @Tag("root")
    void mapsAreLoadedAsConfigured() {
        try (BpfObject object = BpfObject.open("sample", sample)) {
            object.definition("servers").setMaxEntries(1000);
            object.load();

            try (BpfMap servers = object.map("servers")) {
                BpfMapInfo info = servers.info();
                assertThat(info.name()).isEqualTo("servers");
                assertThat(info.maxEntries()).isEqualTo(1000);
                assertThat(info.keySize()).isEqualTo(4);
                assertThat(info.valueSize()).isEqualTo(56);
                assertThat(info.memoryBytes()).isGreaterThan(56_000);
            }
        }
    }

    @Test
    @Tag("root")
    void constantsAreSetBeforeTheLoad() {
        try (BpfObject object = BpfObject.open("sample", sample)) {
            Memory constants = object.definition(".rodata").initialValue();
            object.btf().section(".rodata").field("wanted_verdict").set(constants, XdpVerdict.DROP.number());
            object.load();

            try (BpfProgram program = object.program("count_frames")) {
                assertThat(program.run(TestRun.of(new byte[64])).xdpVerdict()).isEqualTo(XdpVerdict.DROP);
            }
        }
    }

    @Test
    @Tag("root")
    void mapOutlivesTheObject() {
        BpfMap counters;
        try (BpfObject object = BpfObject.open("sample", sample)) {
            object.load();
            counters = object.map("counters");
        }
        try (counters) {
            assertThat(counters.lookup(0, Memory.allocate(counters.info().lookupSize())))
                    .isTrue();
        }
    }

    @Test
    @Tag("root")
    void existingMapIsReused() {
        try (BpfObject first = BpfObject.open("sample", sample);
                BpfObject second = BpfObject.open("sample", sample)) {
            first.load();
            try (BpfMap counters = first.map("counters")) {
                second.definition("counters").reuse(counters);
                second.load();
                try (BpfMap again = second.map("counters")) {
                    assertThat(again.info().id()).isEqualTo(counters.info().id());
                }
            }
        }
    }

    @Test
    @Tag("root")
    void refusedProgramBringsTheVerifiersLog() {
        try (BpfObject object = BpfObject.open("refused", Clang.compile("refused.bpf.c"))) {
            BpfLoadException refused = catchThrowableOfType(BpfLoadException.class, object::load);

            assertThat(refused.errno()).isEqualTo(Errno.EACCES);
            assertThat(refused.log()).contains("reads_beyond", "invalid access to packet");
        }
    }

    @Test
    @Tag("root")
    void programThatIsLeftOutIsNotLoaded() {
        try (BpfObject object = BpfObject.open("refused", Clang.compile("refused.bpf.c"))) {
            object.leaveOut("reads_beyond");
            object.load();

            assertThatThrownBy(() -> object.program("reads_beyond")).isInstanceOf(LinuxException.class);
        }
    }
}
