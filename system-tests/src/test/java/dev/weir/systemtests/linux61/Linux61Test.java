package dev.weir.systemtests.linux61;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.systemtests.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loads, runs and attaches every BPF program of Weir on Linux 6.1, the oldest kernel that Weir asks for. */
@Tag("root")
class Linux61Test {
    private static final Path PROGRAM = Checkout.root().resolve("system-tests/src/test/c/try_objects.c");
    private static final Path KEPT = Checkout.root().resolve("system-tests/target/linux-6.1");
    private static final List<String> MODULES = List.of("dataplane-kernel", "lab");

    /** A small director: what it stores does not matter to the verifier, but without a capacity code would be hidden. */
    private static final Map<String, Integer> SETTINGS = Map.ofEntries(
            Map.entry("conn_capacity", 4096),
            Map.entry("conn_index_mask", 1023),
            Map.entry("conn_entries", 4097),
            Map.entry("conn_index", 1024),
            Map.entry("conn_notes", 4097),
            Map.entry("conn_shifts", 4097),
            Map.entry("clients", 1024),
            Map.entry("localities", 1024),
            Map.entry("singles", 1024),
            Map.entry("ftp_sessions", 1024),
            Map.entry("services", 64),
            Map.entry("service_ranges", 1920),
            Map.entry("service_state", 64),
            Map.entry("service_retired", 64),
            Map.entry("servers", 256),
            Map.entry("server_loads", 256),
            Map.entry("server_counters", 256),
            Map.entry("scheduler_slots", 65_536),
            Map.entry("addresses", 128));

    @Test
    void everyProgramLoadsRunsAndAttaches(@TempDir Path folder) {
        assumeTrue(isDebian12(), "only Debian 12 offers Linux 6.1");
        TrialMachine machine = new TrialMachine(folder, PROGRAM);
        List<Path> objects = MODULES.stream().flatMap(Linux61Test::objectsOf).toList();
        machine.add(objects);
        machine.set(SETTINGS);

        String console = machine.boot(new DebianKernel(KEPT).image());

        List<String> tried =
                console.lines().filter(line -> line.startsWith("TRIED ")).toList();
        System.out.println(String.join("\n", tried));
        assertThat(console).contains("Linux version 6.1.").contains("TRIED all");
        assertThat(tried).as(console).noneMatch(line -> line.contains(" FAIL "));
        assertThat(objects)
                .isNotEmpty()
                .allSatisfy(object -> assertThat(tried)
                        .anyMatch(line -> line.matches("TRIED " + object.getFileName() + " \\S+ PASS")));
    }

    private static boolean isDebian12() {
        try {
            return Files.readString(Path.of("/etc/os-release")).contains("VERSION_CODENAME=bookworm");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot tell the distribution", e);
        }
    }

    private static Stream<Path> objectsOf(String module) {
        try (Stream<Path> files = Files.walk(Checkout.root().resolve(module).resolve("target/classes"))) {
            return files.filter(file -> file.toString().endsWith(".bpf.o")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the objects of " + module, e);
        }
    }
}
