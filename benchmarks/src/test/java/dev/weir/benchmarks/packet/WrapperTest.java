package dev.weir.benchmarks.packet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.linux.bpf.BpfObject;
import dev.weir.linux.bpf.BpfProgram;
import dev.weir.linux.bpf.TestRun;
import dev.weir.model.Family;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The frames that the wrapper writes, as an empty program finds them. */
@Tag("root")
class WrapperTest {
    private static final int FLOWS = 5_000;

    private final Visits visits = new Visits();
    private final BpfObject object = ObjectFile.built("floors").open();
    private Traffic traffic;
    private BpfProgram program;

    @BeforeEach
    void load() {
        object.definition("order").reuse(visits.map());
        object.load();
        traffic = new Traffic(object);
        program = object.program("measure_empty");
        visits.shuffled(FLOWS);
    }

    @AfterEach
    void unload() {
        program.close();
        traffic.close();
        object.close();
        visits.close();
    }

    @ParameterizedTest
    @EnumSource
    void everyFramesChecksumsHold(Family family) {
        for (Template template : templates(family)) {
            traffic.begin(template, FLOWS, 0);
            for (int i = 0; i < FLOWS; i++) {
                assertThat(MeasuredFrames.checksumsHold(family, next(template))).isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyFlowIsVisitedOnceBeforeTheFirstComesAgain(Family family) {
        for (Template template : templates(family)) {
            traffic.begin(template, FLOWS, 0);
            Set<String> seen = new HashSet<>();
            for (int i = 0; i < FLOWS; i++) {
                assertThat(seen.add(Arrays.toString(next(template)))).isTrue();
            }
            assertThat(seen).contains(Arrays.toString(next(template)));
        }
    }

    private static List<Template> templates(Family family) {
        return List.of(Template.fromClient(family, Template.SYN), Template.fromServer(family, Template.ACK));
    }

    private byte[] next(Template template) {
        return program.run(TestRun.of(template.bytes())).packet();
    }
}
