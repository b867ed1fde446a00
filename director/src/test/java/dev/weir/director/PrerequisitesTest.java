package dev.weir.director;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.linux.Capability;
import dev.weir.linux.KernelRelease;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a director asks of its process and its kernel, and how it says what is missing. */
class PrerequisitesTest {
    private static final byte[] NO_BTF = {};

    @Test
    void missingCapabilityIsNamedWithItsPurposeAndTheMend() {
        Set<Capability> held = EnumSet.of(Capability.NET_ADMIN, Capability.NET_RAW, Capability.PERFMON);
        assertThatThrownBy(() -> Rights.requireAll(held)).hasMessage("""
                        the director lacks
                          CAP_BPF to load the packet path
                        Run it as root or grant them: in a systemd unit by
                          AmbientCapabilities=CAP_NET_ADMIN CAP_NET_RAW CAP_PERFMON CAP_BPF
                        or, as root in a shell, by
                          setpriv --inh-caps +net_admin,+net_raw,+perfmon,+bpf --ambient-caps +net_admin,+net_raw,+perfmon,+bpf weir director ...""");
    }

    @Test
    void fourCapabilitiesAreEnough() {
        Set<Capability> held = EnumSet.of(Capability.NET_ADMIN, Capability.NET_RAW, Capability.PERFMON, Capability.BPF);
        assertThatCode(() -> Rights.requireAll(held)).doesNotThrowAnyException();
    }

    @Test
    void sysAdminStandsForBpfAndPerfmon() {
        Set<Capability> held = EnumSet.of(Capability.NET_ADMIN, Capability.NET_RAW, Capability.SYS_ADMIN);
        assertThatCode(() -> Rights.requireAll(held)).doesNotThrowAnyException();
    }

    @Test
    void oldKernelIsToldWhatItLacksAndSinceWhen() {
        assertThatThrownBy(() -> KernelFeature.requireAll(KernelRelease.parse("5.15.0-91-generic"), NO_BTF))
                .hasMessage("""
                        this kernel (5.15.0-91-generic) lacks
                          neighbours that the kernel keeps resolved (NTF_EXT_MANAGED), since Linux 5.16
                          the BPF helper bpf_loop, since Linux 5.17
                        Boot a newer one; 6.1 and later are tested.""");
    }

    @Test
    void kernelIsBelievedByItsTypesRatherThanItsVersion() {
        byte[] btf = "\0bpf_xdp_link\0BPF_FUNC_timer_init\0managed_list\0BPF_FUNC_loop\0"
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThatCode(() -> KernelFeature.requireAll(KernelRelease.parse("5.14.0-427.el9"), btf))
                .doesNotThrowAnyException();
    }

    @Test
    void longerNameIsNotTheOneThatIsLookedFor() {
        byte[] btf = "\0bpf_xdp_link\0BPF_FUNC_timer_init\0managed_list\0BPF_FUNC_loop_over\0"
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> KernelFeature.requireAll(KernelRelease.parse("6.1.0"), btf))
                .hasMessageContaining("bpf_loop, since Linux 5.17");
    }
}
