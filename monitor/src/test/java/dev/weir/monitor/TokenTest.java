package dev.weir.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenTest {
    private final SecureRandom random = new SecureRandom();

    @TempDir
    private Path directory;

    private Path file = Path.of("");

    @BeforeEach
    void nameFile() {
        file = directory.resolve("token");
    }

    @Test
    void aTokenIsKeptOverRestarts() throws IOException {
        Token first = Token.keptIn(file, random);
        String text = Files.readString(file).strip();

        Token second = Token.keptIn(file, random);

        assertThat(first.isBorneBy("Bearer " + text)).isTrue();
        assertThat(second.isBorneBy("Bearer " + text)).isTrue();
    }

    @Test
    void aTokenThatOthersMightHaveReadIsReplaced() throws IOException {
        Token.keptIn(file, random);
        String seen = Files.readString(file).strip();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        Token token = Token.keptIn(file, random);

        assertThat(token.isBorneBy("Bearer " + seen)).isFalse();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aDamagedTokenIsReplaced() throws IOException {
        Token.keptIn(file, random);
        Files.writeString(file, "");

        Token token = Token.keptIn(file, random);

        assertThat(token.isBorneBy("Bearer ")).isFalse();
        assertThat(Files.readString(file).strip()).hasSize(43);
    }

    @Test
    void nothingIsBorneWithoutAHeader() throws IOException {
        assertThat(Token.keptIn(file, random).isBorneBy(null)).isFalse();
    }

    @Test
    void aTokensTextIsNotInItsDescription() throws IOException {
        Token token = Token.keptIn(file, random);

        assertThat(token.toString()).doesNotContain(Files.readString(file).strip());
    }
}
