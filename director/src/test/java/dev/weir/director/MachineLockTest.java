package dev.weir.director;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineLockTest {
    @TempDir
    private Path folder;

    @Test
    void fileHoldsTheProcess() throws IOException {
        try (MachineLock lock = MachineLock.take(folder.resolve("run"))) {
            assertThat(folder.resolve("run/director.lock")).hasContent(pid() + "\n");
            assertThat(lock).isNotNull();
        }
    }

    @Test
    void secondIsToldWhoHoldsIt() throws IOException {
        try (MachineLock lock = MachineLock.take(folder)) {
            assertThat(lock).isNotNull();
            assertThatThrownBy(() -> MachineLock.take(folder))
                    .hasMessageContaining("process " + pid() + " holds " + folder.resolve("director.lock"))
                    .hasMessageContaining("Stop that one");
        }
    }

    @Test
    void lockIsFreeAfterItsHolderEnded() throws IOException {
        MachineLock.take(folder).close();
        Files.writeString(folder.resolve("director.lock"), "123456789 left by one that was killed");
        try (MachineLock lock = MachineLock.take(folder)) {
            assertThat(lock).isNotNull();
            assertThat(folder.resolve("director.lock")).hasContent(pid() + "\n");
        }
    }

    private static long pid() {
        return ProcessHandle.current().pid();
    }
}
