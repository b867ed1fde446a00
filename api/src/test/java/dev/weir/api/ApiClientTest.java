package dev.weir.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.api.ApiException.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without a server; with one it is tested in module monitor. */
class ApiClientTest {
    @TempDir
    private Path directory;

    @Test
    void anEmptyRunDirectoryMeansThatNoDirectorRunsAndTellsHowToStartOne() {
        ApiException failure = failureOfOpening();

        assertThat(failure.fault()).isEqualTo(Fault.NO_DIRECTOR);
        assertThat(failure)
                .hasMessage("no director is running here (asked in " + directory
                        + "): start it with 'weir director -c FILE', or name its run directory with --run-dir");
    }

    @Test
    void aDamagedAddressFileIsToldWithItsMend() throws IOException {
        Files.writeString(directory.resolve("api.json"), "{");

        ApiException failure = failureOfOpening();

        assertThat(failure.fault()).isEqualTo(Fault.NO_DIRECTOR);
        assertThat(failure).hasMessageContaining("restart the director");
    }

    @Test
    void aCertificateThatIsNoneIsToldWithItsMend() throws IOException {
        Files.writeString(directory.resolve("api.json"), Json.pretty(new ApiAddress("https://127.0.0.1:1", 1)));
        Files.writeString(directory.resolve("token"), "secret");
        Files.writeString(directory.resolve("certificate.pem"), "no PEM");

        ApiException failure = failureOfOpening();

        assertThat(failure).hasMessageContaining("restart the director").hasMessageNotContaining("secret");
    }

    private ApiException failureOfOpening() {
        return catchThrowableOfType(
                ApiException.class, () -> ApiClient.open(directory).close());
    }
}
