package dev.weir.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DescriptorTest {
    @Test
    void closedDescriptorGivesNoNumber() {
        Descriptor descriptor = Descriptor.openReadOnly(Path.of("/dev/null"));
        Path entry = Path.of("/proc/self/fd/" + descriptor.number());
        assertThat(Files.exists(entry)).isTrue();

        descriptor.close();
        descriptor.close();

        assertThat(Files.exists(entry)).isFalse();
        assertThatThrownBy(descriptor::number).hasMessageContaining("is closed");
    }

    @Test
    void duplicateOutlivesTheFirst() {
        Descriptor first = Descriptor.openReadOnly(Path.of("/dev/null"));
        try (Descriptor second = Descriptor.duplicate(first.number())) {
            first.close();

            assertThat(Files.exists(Path.of("/proc/self/fd/" + second.number())))
                    .isTrue();
        }
    }
}
