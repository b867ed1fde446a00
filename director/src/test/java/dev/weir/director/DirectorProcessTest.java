package dev.weir.director;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.linux.namespace.NetworkNamespace;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole processes, in a network namespace of their own, on a fake plane: signals, the lock, the file's watch. */
@Tag("root")
class DirectorProcessTest {
    private static final String FILE = """
            director:
              interfaces: [lo]
            services:
              - {vip: 192.0.2.10, port: 80, servers: []}
            """;

    private final NetworkNamespace namespace =
            NetworkNamespace.create("weir-process-" + ProcessHandle.current().pid());
    private final List<Process> children = new ArrayList<>();

    @TempDir
    private Path folder;

    @BeforeEach
    void writeFile() throws IOException {
        Files.writeString(folder.resolve("cluster.yaml"), FILE);
    }

    @AfterEach
    void end() {
        children.forEach(Process::destroyForcibly);
        namespace.delete();
    }

    @Test
    void sigtermEndsItInGoodOrder() throws Exception {
        Process child = start();
        awaitLine(child, "started at revision 1");
        signal(child, "TERM");
        awaitLine(child, "companion closed");
        assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).isZero();
    }

    @Test
    void sighupHasItVerifyAtOnce() throws Exception {
        Process child = start();
        awaitLine(child, "started at revision 1");
        signal(child, "HUP");
        awaitLine(child, "observe");
    }

    @Test
    void changedFileIsSeen() throws Exception {
        Process child = start();
        awaitLine(child, "started at revision 1");
        Files.writeString(folder.resolve("cluster.yaml"), FILE.replace("port: 80", "port: 81"));
        awaitLine(child, "revision 2");
    }

    @Test
    void secondDirectorIsToldOfTheFirst() throws Exception {
        Process first = start();
        awaitLine(first, "started at revision 1");
        Process second = start();
        awaitLine(second, "a director runs already: process " + first.pid() + " holds ");
        assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isEqualTo(1);
    }

    @Test
    void killedDirectorLeavesTheLockToTheNext() throws Exception {
        Process first = start();
        awaitLine(first, "started at revision 1");
        first.destroyForcibly().waitFor();
        awaitLine(start(), "started at revision 1");
    }

    private Process start() throws IOException {
        List<String> command = List.of(
                "nsenter",
                "--net=" + namespace.path(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                DirectorProgram.class.getName(),
                folder.toString());
        Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
        children.add(child);
        return child;
    }

    private static void signal(Process child, String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(child.pid()))
                .start()
                .waitFor();
    }

    private static void awaitLine(Process child, String words) throws IOException {
        BufferedReader output = child.inputReader();
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            if (line.contains(words)) {
                return;
            }
        }
        throw new AssertionError("'" + words + "' was not said, only:\n" + said);
    }
}
