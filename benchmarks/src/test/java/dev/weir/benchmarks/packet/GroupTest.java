package dev.weir.benchmarks.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.benchmarks.packet.SubjectName.Phase;
import dev.weir.model.Family;
import dev.weir.model.ForwardingMethod;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All that is measured, run on few packets: each must get its verdict. */
@Tag("root")
class GroupTest {
    private static final int FLOWS = 1_000;
    private static final Progress SILENT = new Progress(new PrintWriter(Writer.nullWriter()));

    @ParameterizedTest
    @EnumSource
    void everyProgramDealsWithEveryPacket(Phase phase) {
        try (Group group = Group.load(phase, FLOWS, List.of())) {
            Measured measured = group.measure(2, FLOWS, SILENT);
            int schedulers = Balancing.CONSTANT.size() + Balancing.LINEAR.size();

            assertThat(measured.rows()).hasSize(phase == Phase.NEW ? 15 + schedulers : 19);
        }
    }

    @Test
    void packetsOfAnotherFateAreAnError() {
        try (Visits visits = new Visits();
                PacketPath path = new PacketPath(
                        ObjectFile.built("weir"), Family.IPV4, ForwardingMethod.NAT, visits, PacketPath.LOOPBACK)) {
            visits.inSequence(FLOWS);
            Subject unrecorded = path.established(SubjectName.NAT, FLOWS);

            assertThatThrownBy(() -> unrecorded.run(FLOWS))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("only 0 of 1000 packets got the verdict TX")
                    .hasMessageContaining("PASS 1000");
        }
    }

    @Test
    void emptiedTablesTakeTheSameFlowsAgain() {
        try (Visits visits = new Visits();
                PacketPath path = new PacketPath(
                        ObjectFile.built("weir"), Family.IPV6, ForwardingMethod.NAT, visits, PacketPath.LOOPBACK)) {
            visits.inSequence(FLOWS);
            path.record(FLOWS);
            assertThat(path.tables().recorded()).isEqualTo(FLOWS);

            path.tables().empty();
            assertThat(path.tables().recorded()).isZero();
            path.record(FLOWS);
            assertThat(path.tables().recorded()).isEqualTo(FLOWS);
        }
    }
}
