package dev.weir.director;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    private Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void writeFormer() throws IOException {
        file = folder.resolve("cluster.yaml");
        Files.writeString(file, "former");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    }

    @Test
    void contentIsReplacedAndTheModeKept() throws IOException {
        AtomicFile.at(file).write(bytes("new"), AtomicFile.Readers.EVERYONE);
        assertThat(file).hasContent("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        assertThat(names()).containsExactly("cluster.yaml");
    }

    @Test
    void stagedContentThatIsNotCommittedLeavesNothing() throws IOException {
        AtomicFile.at(file).stage(bytes("new"), AtomicFile.Readers.EVERYONE).close();
        assertThat(file).hasContent("former");
        assertThat(names()).containsExactly("cluster.yaml");
    }

    @Test
    void linkStaysAndItsTargetIsReplaced() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link.yaml"), file);
        AtomicFile.at(link).write(bytes("new"), AtomicFile.Readers.EVERYONE);
        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("new");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> String.valueOf(path.getFileName())).toList();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
