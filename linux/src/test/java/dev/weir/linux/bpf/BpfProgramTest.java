package dev.weir.linux.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.linux.LinuxException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Programs of {@code sample.bpf.c}, run on packets of our own and attached to the loopback. */
@Tag("root")
class BpfProgramTest {
    private static final int LOOPBACK = 1;

    private BpfObject object;

    @BeforeEach
    void load() {
        object = BpfObject.open("sample", Clang.compile("sample.bpf.c"));
        object.load();
    }

    @AfterEach
    void unload() {
        object.close();
    }

    @Test
    void frameComesOutAsTheProgramLeftIt() {
        byte[] frame = new byte[60];
        fill(frame);
        try (BpfProgram program = object.program("grow_frame")) {
            TestRun.Result result = program.run(TestRun.of(frame));

            assertThat(result.xdpVerdict()).isEqualTo(XdpVerdict.TX);
            assertThat(result.packet()).hasSize(68).startsWith(0xee, 0xee, 0xee, 0xee, 0xee, 0xee, 0xee, 0xee, 1, 0, 2);
        }
    }

    private static void fill(byte[] frame) {
        for (int i = 0; i < frame.length; i++) {
            frame[i] = (byte) i;
        }
    }

    @Test
    void timeOfARunIsMeasured() {
        try (BpfProgram program = object.program("count_frames")) {
            TestRun.Result result = program.run(TestRun.of(new byte[64]).repeated(100_000));

            assertThat(result.nanos()).isBetween(1, 100_000);
        }
    }

    @Test
    void contextTellsTheInterface() {
        try (BpfProgram program = object.program("tell_interface")) {
            TestRun.Result result = program.run(TestRun.of(new byte[64]).receivedOn(LOOPBACK, 0));

            assertThat(result.xdpVerdict()).isEqualTo(XdpVerdict.PASS);
            assertThat(result.context()).hasSize(24);
        }
    }

    @Test
    void refusedRunIsTold() {
        try (BpfProgram program = object.program("count_frames")) {
            assertThatThrownBy(() -> program.run(TestRun.of(new byte[4])))
                    .isInstanceOf(LinuxException.class)
                    .hasMessage("test run program count_frames: EINVAL (Invalid argument)");
        }
    }

    @Test
    void infoTellsTheProgram() {
        try (BpfProgram program = object.program("count_frames")) {
            BpfProgramInfo info = program.info();

            assertThat(info.name()).isEqualTo("count_frames");
            assertThat(info.tag()).hasSize(16);
            assertThat(info.verifiedInstructions()).isPositive();
        }
    }
}
