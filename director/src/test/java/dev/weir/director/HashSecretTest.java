package dev.weir.director;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HashSecretTest {
    private final SecureRandom random = new SecureRandom();

    @TempDir
    private Path folder;

    @Test
    void secretIsMadeOnceAndKept() {
        byte[] first = HashSecret.of(folder.resolve("state"), random).bytes();
        byte[] second = HashSecret.of(folder.resolve("state"), random).bytes();
        assertThat(second).hasSize(HashSecret.LENGTH).isEqualTo(first);
        assertThat(HashSecret.of(folder.resolve("other"), random).bytes()).isNotEqualTo(first);
    }

    @Test
    void onlyTheOwnerReadsIt() throws IOException {
        HashSecret.of(folder, random);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("secret"))))
                .isEqualTo("rw-------");
    }

    @Test
    void spoiledSecretIsRefusedWithTheMend() throws IOException {
        Files.writeString(folder.resolve("secret"), "short");
        assertThatThrownBy(() -> HashSecret.of(folder, random))
                .hasMessageContaining("has 5 bytes, not 16")
                .hasMessageContaining("remove it");
    }
}
