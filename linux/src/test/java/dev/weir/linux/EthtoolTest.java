package dev.weir.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.linux.namespace.NetworkNamespace;
import dev.weir.linux.netlink.Rtnetlink;
import dev.weir.linux.netlink.VethEnd;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Drivers and offloads of a veth pair in a namespace of the test's own. */
@Tag("root")
class EthtoolTest {
    private NetworkNamespace namespace;

    @BeforeEach
    void create() {
        namespace = NetworkNamespace.create("weir-t-" + ProcessHandle.current().pid() + "-ethtool");
        try (Rtnetlink netlink = namespace.run(Rtnetlink::open)) {
            netlink.links().createVeth(VethEnd.named("one"), VethEnd.named("two"));
        }
    }

    @AfterEach
    void remove() {
        namespace.delete();
    }

    @Test
    void driverIsTold() {
        assertThat(namespace.run(() -> Ethtool.driver("one"))).contains("veth");
    }

    @Test
    void loopbackHasNoDriver() {
        assertThat(namespace.run(() -> Ethtool.driver("lo"))).isEmpty();
    }

    @Test
    void driverOfAMissingInterfaceIsTold() {
        assertThatThrownBy(() -> namespace.run(() -> Ethtool.driver("three")))
                .hasMessage("driver of three: ENODEV (No such device)");
    }

    @Test
    void vethTakesWholeSegmentsAndDoesNotJoinThemByHardware() {
        namespace.run(() -> {
            assertThat(Offload.TCP_SEGMENTATION.isEnabled("one")).isTrue();
            assertThat(Offload.LARGE_RECEIVE.isEnabled("one")).isFalse();
            return true;
        });
    }
}
