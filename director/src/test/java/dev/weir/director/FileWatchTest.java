package dev.weir.director;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWatchTest {
    private final Semaphore told = new Semaphore(0);

    @TempDir
    private Path folder;

    private Path file = Path.of("");
    private AutoCloseable watch = () -> {};

    @BeforeEach
    void startWatch() throws IOException {
        file = folder.resolve("cluster.yaml");
        Files.writeString(file, "former");
        watch = FileWatch.start(file, told::release);
    }

    @AfterEach
    void endWatch() throws Exception {
        watch.close();
    }

    @Test
    void writtenFileIsTold() throws Exception {
        Files.writeString(file, "new text");
        assertTold();
    }

    @Test
    void fileThatIsRenamedOntoItIsTold() throws Exception {
        Path beside = Files.writeString(folder.resolve(".cluster.yaml.swp"), "new text");
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        assertTold();
    }

    @Test
    void removedFileIsTold() throws Exception {
        Files.delete(file);
        assertTold();
    }

    @Test
    void otherFilesOfTheFolderAreNot() throws Exception {
        Files.writeString(folder.resolve("another.yaml"), "text");
        Files.writeString(file, "new text");
        assertTold();
        Files.writeString(folder.resolve("another.yaml"), "text again");
        Files.delete(file);
        assertTold();
    }

    @Test
    void fileBehindALinkIsTold(@TempDir Path elsewhere) throws Exception {
        Path target = Files.writeString(elsewhere.resolve("real.yaml"), "former");
        Path link = Files.createSymbolicLink(folder.resolve("link.yaml"), target);
        try (AutoCloseable linkWatch = FileWatch.start(link, told::release)) {
            Files.writeString(target, "new text");
            assertTold();
            assertThat(linkWatch).isNotNull();
        }
    }

    private void assertTold() throws InterruptedException {
        assertThat(told.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        told.drainPermits();
    }
}
