package dev.weir.linux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CapabilityTest {
    @Test
    void effectiveSetIsRead() {
        assertThat(Capability.parse("Name:\tjava\nCapPrm:\tffffffffffffffff\nCapEff:\t0000008000003000\n"))
                .containsExactlyInAnyOrder(Capability.NET_ADMIN, Capability.NET_RAW, Capability.BPF);
        assertThat(Capability.parse("CapEff:\t0000000000000000\n")).isEmpty();
        assertThat(Capability.parse("Name:\tjava\n")).isEmpty();
    }

    @Test
    @Tag("root")
    void rootHasThemAll() {
        assertThat(Capability.effective()).containsExactly(Capability.values());
    }
}
