package dev.weir.dataplane.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.dataplane.DataPlaneException;
import dev.weir.linux.bpf.BpfLink;
import dev.weir.model.AttachMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The program is at the listed interfaces that exist, and nowhere else. */
@Tag("root")
final class AttacherTest {
    private final TestStage stage = TestStage.set();
    private KernelDataPlane plane = stage.open();

    @AfterEach
    void strike() {
        plane.close();
        stage.close();
    }

    private List<String> attached() {
        return plane.facts().attachments().stream()
                .map(Attachment::interfaceName)
                .toList();
    }

    private BpfLink.Attachment linkOf(String name) {
        Path pin = stage.pins().link(AttachPoint.TCX, name).path();
        try (BpfLink link = BpfLink.openPinned(pin)) {
            return link.info();
        }
    }

    @Test
    void restartReplacesTheProgramUnderTheSameLink() {
        BpfLink.Attachment before = linkOf("eth0");
        plane.close();
        plane = stage.open();

        assertThat(linkOf("eth0").id()).isEqualTo(before.id());
        assertThat(linkOf("eth0").programId()).isNotEqualTo(before.programId());
    }

    @Test
    void interfaceThatIsNoLongerListedIsLetGo() {
        plane.close();
        plane = stage.open(stage.options(TestStage.CAPACITY, List.of("eth0")));

        assertThat(attached()).containsExactly("eth0");
        assertThat(Files.exists(stage.pins().link(AttachPoint.TCX, "eth1.7").path()))
                .isFalse();
    }

    @Test
    void interfaceThatCameBackIsAttachedAgain() {
        stage.deleteInterface("eth1.7");
        stage.run(plane::attach);
        assertThat(attached()).containsExactly("eth0");
        assertThat(plane.facts().missing()).containsExactly("eth1.7");

        int index = stage.createInterface("eth1.7").index();
        stage.run(plane::attach);
        assertThat(attached()).containsExactly("eth0", "eth1.7");
        assertThat(linkOf("eth1.7").interfaceIndex()).isEqualTo(index);
    }

    @Test
    void interfaceWithAnotherXdpProgramIsToldWithTheMend() {
        TestStage.Rival rival = stage.attachRival("eth9");
        try (rival) {
            plane.close();

            assertThatThrownBy(() -> stage.open(stage.options(AttachMode.XDP, "eth0", "eth9")))
                    .isInstanceOf(KernelRefusedException.class)
                    .hasMessageContaining("eth9")
                    .hasMessageContaining("EBUSY")
                    .hasMessageContaining("bpftool net show dev eth9");
        }
    }

    @Test
    void firstStartThatFailsLeavesNothing() {
        plane.close();
        KernelDataPlane.detach(stage.pinDirectory());
        TestStage.Rival rival = stage.attachRival("eth9");
        try (rival) {
            assertThatThrownBy(() -> stage.open(stage.options(AttachMode.XDP, "eth0", "eth9")))
                    .isInstanceOf(KernelRefusedException.class);

            assertThat(Files.exists(stage.pinDirectory())).isFalse();
        }
        plane = stage.open();
    }

    @Test
    void pinDirectoryOutsideABpfFileSystemIsRefused() {
        plane.close();
        Path elsewhere = Path.of("/tmp", "weir-no-bpffs");

        assertThatThrownBy(() -> stage.open(new KernelPlaneOptions(
                        elsewhere,
                        TestStage.INTERFACES,
                        TestStage.CAPACITY,
                        stage.options().timeouts(),
                        new byte[16])))
                .isInstanceOf(DataPlaneException.class)
                .hasMessageContaining("/tmp/weir-no-bpffs")
                .hasMessageContaining("mount -t bpf");
        assertThat(Files.exists(elsewhere)).isFalse();
    }

    @Test
    void connectionTableTakesLessThan200BytesAConnection() {
        assertThat(plane.facts().connectionBytes()).isBetween(64.0, 200.0);
    }
}
