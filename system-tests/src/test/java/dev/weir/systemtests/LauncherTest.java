package dev.weir.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The launcher's parts, each sourced into a shell of its own, and the launcher as a whole. */
class LauncherTest {
    private static final Duration DEADLINE = Duration.ofMinutes(5);
    private static final Path LAUNCHER = Checkout.root().resolve("launcher");

    @TempDir
    private Path folder;

    @BeforeEach
    void makeACheckout() throws IOException {
        Files.createDirectories(folder.resolve("jdk/bin"));
        write("jdk/bin/javac", "#!/bin/sh\n");
        write("pom.xml", "<project/>");
        write("some-module/pom.xml", "<project/>");
        write("some-module/src/main/A.java", "class A {}");
        write(".mvn/jvm.config", "");
        write("program/target/weir.jar", "");
    }

    @ParameterizedTest
    @CsvSource({"17.0.15, no", "24, no", "25, yes", "25.0.3, yes", "26-ea, yes", "1.8.0_402, no"})
    void jdkIsTakenWhenItIsNewEnough(String version, String verdict) throws IOException {
        write("jdk/release", "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        assertThat(shell("jdk.sh", "is_jdk jdk && echo yes || echo no")).isEqualTo(verdict);
    }

    @Test
    void jreIsNoJdk() throws IOException {
        write("jdk/release", "JAVA_VERSION=\"25.0.3\"\n");
        Files.delete(folder.resolve("jdk/bin/javac"));
        assertThat(shell("jdk.sh", "is_jdk jdk && echo yes || echo no")).isEqualTo("no");
    }

    @Test
    @Tag("root")
    void withoutRootMissingPackagesAreNamedInOneCommand() {
        String script = "PACKAGES_x='first:no-such-program bash:bash second:/no/such/*.h'; need_packages x";
        assertThatThrownBy(() -> run("setpriv", "--reuid=65534", "bash", "-c", sourcing("packages.sh") + script))
                .hasMessageContaining("apt-get install --no-install-recommends first second");
    }

    @Test
    void builtCheckoutIsFresh() throws IOException {
        assertThat(staleness("/some/jdk")).isEqualTo("fresh");
    }

    @Test
    void newerSourceIsStale() throws IOException {
        age("some-module/src/main/A.java", Instant.now().plusSeconds(9));
        assertThat(staleness("/some/jdk")).isEqualTo("stale");
    }

    @Test
    void removedSourceIsStale() throws IOException {
        Files.delete(folder.resolve("some-module/src/main/A.java"));
        age("some-module/src/main", Instant.now().plusSeconds(9));
        assertThat(staleness("/some/jdk")).isEqualTo("stale");
    }

    @Test
    void otherJdkIsStale() throws IOException {
        assertThat(staleness("/another/jdk")).isEqualTo("stale");
    }

    @Test
    void secondCallLeavesMavenAlone() throws IOException {
        String launcher = Checkout.root().resolve("weir").toString();
        run(launcher, "--version");
        write("bin/mvn", "#!/bin/sh\necho Maven was called\nexit 1\n");

        String said = run("bash", "-c", "PATH=" + folder.resolve("bin") + ":$PATH " + launcher + " --version");

        assertThat(said).startsWith("weir 0.").doesNotContain("building");
    }

    /** What the launcher finds of the checkout, a moment after it was built with {@code /some/jdk}. */
    private String staleness(String jdk) throws IOException {
        write("program/target/built", "/some/jdk\n");
        age("program/target/built", Instant.now().plusSeconds(3));
        String script = "is_stale && echo stale || echo fresh";
        return shell("build.sh", "JAVA_HOME=" + jdk + "; " + script);
    }

    private void age(String file, Instant time) throws IOException {
        Files.setLastModifiedTime(folder.resolve(file), FileTime.from(time));
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        if (text.startsWith("#!")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private String shell(String part, String script) {
        return run("bash", "-c", sourcing(part) + script).strip();
    }

    private String sourcing(String part) {
        return "ROOT=" + folder + "; fail() { printf '%s\\n' \"$@\" >&2; exit 1; }; source " + LAUNCHER.resolve(part)
                + "; ";
    }

    private String run(String... words) {
        return Command.in(folder, DEADLINE, words).run();
    }
}
