package dev.weir.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LinuxExceptionTest {
    @Test
    void failureTellsOperationObjectAndErrnoInWords() {
        LinuxException missing =
                catchThrowableOfType(LinuxException.class, () -> Descriptor.openReadOnly(Path.of("/no/such/file")));

        assertThat(missing).hasMessage("open /no/such/file: ENOENT (No such file or directory)");
        assertThat(missing.operation()).isEqualTo("open");
        assertThat(missing.object()).isEqualTo("/no/such/file");
        assertThat(missing.errno()).isEqualTo(Errno.ENOENT);
    }

    @Test
    void detailStandsAtTheEnd() {
        assertThat(new LinuxException("add route", "10.0.0.0/8", Errno.EINVAL, "Nexthop has invalid gateway"))
                .hasMessage("add route 10.0.0.0/8: EINVAL (Invalid argument): Nexthop has invalid gateway");
    }

    @Test
    void errnoThatNobodyKnowsIsANumber() {
        assertThat(new Errno(4000)).hasToString("errno 4000 (unknown error)");
    }
}
