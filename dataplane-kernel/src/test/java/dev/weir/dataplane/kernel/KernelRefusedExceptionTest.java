package dev.weir.dataplane.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.linux.Errno;
import dev.weir.linux.KernelRelease;
import dev.weir.linux.LinuxException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the kernel refuses is told with what it said and the mend. */
final class KernelRefusedExceptionTest {
    private static final KernelRelease RECENT = KernelRelease.parse("6.1.0-30-amd64");

    private static String message(Errno errno, String log, KernelRelease kernel) {
        LinuxException cause = new LinuxException("load BPF object", "weir", errno);
        return String.valueOf(KernelRefusedException.atLoad(cause, log, kernel).getMessage());
    }

    @Test
    void endOfTheVerifiersLogIsQuoted() {
        String log = IntStream.rangeClosed(1, 500).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));

        assertThat(message(Errno.EINVAL, log, RECENT).lines())
                .hasSize(13)
                .startsWith("the kernel refuses the packet path: EINVAL (Invalid argument)", "line 489")
                .endsWith("line 500");
    }

    @Test
    void kernelThatIsTooOldIsToldWhatItLacksAndSinceWhen() {
        assertThat(message(Errno.EINVAL, "unknown func", KernelRelease.parse("5.15.0-91-generic")))
                .contains("bpf_loop, which Linux has since 5.17", "this is 5.15.0-91-generic");
    }

    @Test
    void missingCapabilitiesAreNamed() {
        assertThat(message(Errno.EPERM, "", RECENT)).contains("CAP_BPF", "CAP_NET_ADMIN", "CAP_PERFMON");
    }

    @Test
    void tooLittleMemoryPointsToTheCapacity() {
        assertThat(message(Errno.ENOMEM, "", RECENT)).contains("capacity: lower it");
    }
}
