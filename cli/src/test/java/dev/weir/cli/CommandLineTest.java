package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.ApiClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    @TempDir
    private Path directory;

    @Test
    void withoutADirectorTheMendIsTold() {
        Terminal terminal = new Terminal(ApiClient::open);

        assertThat(terminal.run("status", "--run-dir", directory.toString())).isEqualTo(ExitCode.FAILED);

        assertThat(terminal.err())
                .isEqualTo("weir: no director is running here (asked in " + directory
                        + "): start it with 'weir director -c FILE', or name its run directory with --run-dir\n");
        assertThat(terminal.out()).isEmpty();
    }

    @Test
    void theRunDirectoryIsRunWeirUnlessNamed() {
        List<Path> asked = new ArrayList<>();
        Terminal terminal = new Terminal(path -> {
            asked.add(path);
            return new FakeDirectorApi();
        });

        terminal.run("status");
        terminal.run("status", "--run-dir=/run/other");

        assertThat(asked).containsExactly(Path.of("/run/weir"), Path.of("/run/other"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status",
                "services",
                "servers",
                "connections",
                "clients",
                "weight",
                "drain",
                "plan",
                "apply",
                "simulate"
            })
    void everyCommandsHelpTellsExitStatusesAndExamples(String command) {
        Terminal terminal = new Terminal(path -> new FakeDirectorApi());

        assertThat(terminal.run(command, "--help")).isEqualTo(ExitCode.OK);

        assertThat(terminal.out())
                .contains("--run-dir=DIR", "-o, --output=table|json")
                .contains("Exit status:\n  0   done\n")
                .contains("Examples:\n  weir " + command);
    }

    @Test
    void anUnknownOptionIsAUsageError() {
        Terminal terminal = new Terminal(path -> new FakeDirectorApi());

        assertThat(terminal.run("services", "--exakt")).isEqualTo(ExitCode.USAGE);

        assertThat(terminal.err()).contains("--exakt");
    }
}
