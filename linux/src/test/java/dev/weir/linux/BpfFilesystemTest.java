package dev.weir.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BpfFilesystemTest {
    @Test
    @Tag("root")
    void mountedBpffsIsSeen(@TempDir Path directory) {
        assertThat(BpfFilesystem.holds(directory)).isFalse();
        BpfFilesystem.mount(directory);
        try {
            assertThat(BpfFilesystem.holds(directory)).isTrue();
        } finally {
            Mounts.detach(directory);
        }
        assertThat(BpfFilesystem.holds(directory)).isFalse();
    }

    @Test
    void missingPathIsTold() {
        assertThatThrownBy(() -> BpfFilesystem.holds(Path.of("/no/such/place")))
                .hasMessage("statfs /no/such/place: ENOENT (No such file or directory)");
    }
}
