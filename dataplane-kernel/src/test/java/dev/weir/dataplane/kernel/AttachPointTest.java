package dev.weir.dataplane.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.linux.Offload;
import dev.weir.linux.bpf.BpfLink;
import dev.weir.linux.netlink.IngressFilter;
import dev.weir.linux.netlink.Link;
import dev.weir.linux.netlink.Rtnetlink;
import dev.weir.model.AttachMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The packet path is in the place of the receive path that was asked for, or that is best, and says why. */
@Tag("root")
final class AttachPointTest {
    private final TestStage stage = TestStage.set();

    @AfterEach
    void strike() {
        stage.close();
    }

    /** Opens the plane at one interface, closes it as a director does that ends, and tells how it was attached. */
    private Attachment attach(AttachMode mode, String name) {
        try (KernelDataPlane plane = stage.open(stage.options(mode, name))) {
            return plane.facts().attachments().getFirst();
        }
    }

    private List<AttachPoint> pinned(String name) {
        return Stream.of(AttachPoint.values())
                .filter(point -> Files.exists(stage.pins().link(point, name).path()))
                .toList();
    }

    private BpfLink link(AttachPoint point, String name) {
        return BpfLink.openPinned(stage.pins().link(point, name).path());
    }

    @ParameterizedTest
    @CsvSource({"XDP,XDP_NATIVE", "XDP_GENERIC,XDP_GENERIC", "TC,TCX"})
    void modeThatIsAskedForIsTaken(AttachMode mode, AttachPoint point) {
        Attachment attachment = attach(mode, "eth0");

        assertThat(attachment.point()).isEqualTo(point);
        assertThat(attachment.reason()).isEqualTo("as the cluster file says");
        assertThat(pinned("eth0")).containsExactly(point);
    }

    @Test
    void vethWithSegmentationIsBestServedAtTrafficControl() {
        Attachment attachment = attach(AttachMode.AUTO, "eth0");

        assertThat(attachment.point()).isEqualTo(AttachPoint.TCX);
        assertThat(attachment.reason())
                .isEqualTo("veth takes whole segments of up to 64 KB, which XDP would have its senders cut");
    }

    @Test
    void vethWithoutSegmentationIsBestServedInItsDriver() {
        stage.run(() -> Offload.TCP_SEGMENTATION.disable("eth0"));
        Attachment attachment = attach(AttachMode.AUTO, "eth0");

        assertThat(attachment.point()).isEqualTo(AttachPoint.XDP_NATIVE);
        assertThat(attachment.reason()).isEqualTo("the driver veth runs it, the earliest place there is");
    }

    @Test
    void driverWithoutXdpIsBestServedAtTrafficControl() {
        stage.createBridge("br0");
        Attachment attachment = attach(AttachMode.AUTO, "br0");

        assertThat(attachment.point()).isEqualTo(AttachPoint.TCX);
        assertThat(attachment.reason()).startsWith("its driver can't run XDP (EOPNOTSUPP");
    }

    @Test
    void driverWithoutXdpThatIsAskedForItIsToldWithTheMend() {
        stage.createBridge("br0");

        assertThatThrownBy(() -> attach(AttachMode.XDP, "br0"))
                .isInstanceOf(KernelRefusedException.class)
                .hasMessageContaining("can't attach to interface br0")
                .hasMessageContaining("EOPNOTSUPP")
                .hasMessageContaining("choose `attach: auto` or `attach: tc`");
    }

    @Test
    void interfaceWithAnotherXdpProgramIsServedBehindIt() {
        TestStage.Rival rival = stage.attachRival("eth9");
        try (rival) {
            stage.run(() -> Offload.TCP_SEGMENTATION.disable("eth9"));
            Attachment attachment = attach(AttachMode.AUTO, "eth9");

            assertThat(attachment.point()).isEqualTo(AttachPoint.TCX);
            assertThat(attachment.reason()).isEqualTo("another XDP program runs in its driver, before it");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "XDP,TC,TCX",
        "TC,XDP,XDP_NATIVE",
        "XDP,XDP_GENERIC,XDP_GENERIC",
        "XDP_GENERIC,XDP,XDP_NATIVE",
        "XDP_GENERIC,TC,TCX"
    })
    void changeOfModeLeavesTheFormerPlace(AttachMode before, AttachMode after, AttachPoint point) {
        AttachPoint former = attach(before, "eth0").point();
        try (BpfLink left = link(former, "eth0")) {
            attach(after, "eth0");

            assertThat(left.info().interfaceIndex()).isZero();
        }
        assertThat(pinned("eth0")).containsExactly(point);
    }

    @ParameterizedTest
    @EnumSource(AttachMode.class)
    void restartReplacesTheProgramUnderTheSameLink(AttachMode mode) {
        AttachPoint point = attach(mode, "eth0").point();
        try (BpfLink link = link(point, "eth0")) {
            BpfLink.Attachment before = link.info();
            attach(mode, "eth0");

            assertThat(link.info().interfaceIndex()).isEqualTo(before.interfaceIndex());
            assertThat(link.info().programId()).isNotEqualTo(before.programId());
        }
    }

    @ParameterizedTest
    @EnumSource(AttachMode.class)
    void detachTakesEveryKindOff(AttachMode mode) {
        AttachPoint point = attach(mode, "eth0").point();
        try (BpfLink link = link(point, "eth0")) {
            KernelDataPlane.detach(stage.pinDirectory());

            assertThat(link.info().interfaceIndex()).isZero();
        }
        assertThat(Files.exists(stage.pinDirectory())).isFalse();
    }

    @Test
    void vlanTagsStayOnFramesWhereXdpSeesThem() {
        stage.run(() -> Offload.RECEIVE_VLAN.enable("eth0"));
        attach(AttachMode.TC, "eth0");
        stage.run(() -> assertThat(Offload.RECEIVE_VLAN.isEnabled("eth0")).isTrue());
        attach(AttachMode.XDP, "eth0");
        stage.run(() -> assertThat(Offload.RECEIVE_VLAN.isEnabled("eth0")).isFalse());
    }

    @Test
    void filterStandsInForTcx() {
        FilterFastening fastening = new FilterFastening();
        try (KernelDataPlane plane = stage.open(stage.options(AttachMode.TC, "eth0"));
                Installation other = stage.installation()) {
            assertThat(plane.facts().attachments()).hasSize(1);
            Link at = stage.createInterface("eth2");
            Path pin = stage.pins().link(AttachPoint.CLSACT, "eth2").path();
            stage.run(() -> {
                fastening.attach(other.program(AttachPoint.CLSACT), at, pin);
                assertThat(filtersOf(at)).extracting(IngressFilter::name).containsExactly("weir");
                assertThat(fastening.takeOver(other.program(AttachPoint.CLSACT), at, pin))
                        .isTrue();
                fastening.detach(pin);
                assertThat(filtersOf(at)).isEmpty();
            });
            assertThat(Files.exists(pin)).isFalse();
        }
    }

    private static List<IngressFilter> filtersOf(Link at) {
        try (Rtnetlink netlink = Rtnetlink.open()) {
            return netlink.ingressFilters().list(at.index());
        }
    }
}
