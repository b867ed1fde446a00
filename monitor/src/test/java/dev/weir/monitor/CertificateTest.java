package dev.weir.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    private static Path directory;

    private static RunDirectory run;
    private static Certificate first;

    @BeforeAll
    static void create() throws IOException {
        run = new RunDirectory(directory);
        first = Certificate.keptIn(run, RANDOM, InstantSource.system());
    }

    @Test
    void itIsForThisMachinesOwnAddresses() throws CertificateParsingException {
        assertThat(first.x509().getSubjectAlternativeNames())
                .extracting(name -> String.valueOf(name.get(1)))
                .containsExactly("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");
        assertThat(first.x509().getBasicConstraints()).as("may sign no other").isEqualTo(-1);
    }

    @Test
    void itIsKeptUntilItWillExpireBeforeLong() throws IOException {
        Instant expiry = first.x509().getNotAfter().toInstant();
        Instant renewal = expiry.minus(Certificate.RENEWED_BEFORE_EXPIRY);

        assertThat(keptAt(renewal.minusSeconds(1))).isEqualTo(first.x509());
        assertThat(keptAt(renewal)).isNotEqualTo(first.x509());

        first = Certificate.keptIn(run, RANDOM, InstantSource.system());
    }

    @Test
    void aDamagedKeyStoreIsReplaced(@TempDir Path other) throws IOException {
        RunDirectory damaged = new RunDirectory(other);
        for (String file : new String[] {"keystore.p12", "keystore.password", "certificate.pem"}) {
            Files.copy(directory.resolve(file), other.resolve(file));
        }
        assertThat(Certificate.keptIn(damaged, RANDOM, InstantSource.system()).x509())
                .isEqualTo(first.x509());

        Files.write(other.resolve("keystore.p12"), new byte[100]);

        Certificate replaced = Certificate.keptIn(damaged, RANDOM, InstantSource.system());
        assertThat(replaced.x509()).isNotEqualTo(first.x509());
        assertThat(replaced.x509().getNotAfter().toInstant())
                .isAfter(Instant.now().plus(Duration.ofDays(3_000)));
    }

    @Test
    void nothingOfItsMakingIsLeftBehind() {
        assertThat(directory.toFile().list())
                .containsExactlyInAnyOrder("keystore.p12", "keystore.password", "certificate.pem");
    }

    private static X509Certificate keptAt(Instant now) throws IOException {
        return Certificate.keptIn(run, RANDOM, () -> now).x509();
    }
}
