package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.ChangeOutcome;
import dev.weir.api.Changes;
import dev.weir.api.FileProblem;
import dev.weir.api.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangeCommandsTest {
    private final FakeDirectorApi director = new FakeDirectorApi();
    private final Terminal terminal = new Terminal(directory -> director);

    @TempDir
    private Path directory;

    private String file = "";

    @BeforeEach
    void writeFile() throws IOException {
        file = Files.writeString(directory.resolve("cluster.yaml"), "services: []")
                .toString();
    }

    @Test
    void aPlanPrintsEachChangeWithItsSign() {
        assertThat(terminal.run("plan", file)).isEqualTo(ExitCode.OK);

        assertThat(director.asked).containsExactly("plan " + file + ": services: []", "close");
        assertThat(terminal.out()).isEqualTo("""
                + add server 10.0.0.3:8080
                ~ change weight of 10.0.0.1:8080 to 0
                - remove server 10.0.0.2:8080
                3 changes to make
                """);
    }

    @Test
    void anApplyTellsTheRevisionThatIsInForce() {
        assertThat(terminal.run("apply", file)).isEqualTo(ExitCode.OK);

        assertThat(director.asked).containsExactly("apply " + file + ": services: []", "close");
        assertThat(terminal.out()).endsWith("3 changes made; revision 4 is in force\n");
    }

    @Test
    void nothingToChangeIsSaidInWords() {
        director.outcome = new ChangeOutcome.Accepted(new Changes(3, List.of()));

        terminal.run("plan", file);
        terminal.run("apply", file);

        assertThat(terminal.out()).isEqualTo("""
                nothing to change
                nothing to change; revision 3 stays in force
                """);
    }

    @Test
    void aRefusedFilesProblemsGoToStandardErrorAndTheStatusIsOne() {
        director.outcome = new ChangeOutcome.Refused(
                List.of(new FileProblem(file, 1, 2, "unknown key", "cluster.yaml:1:2: unknown key\n  sevices:\n  ^")));

        assertThat(terminal.run("apply", file)).isEqualTo(ExitCode.FAILED);

        assertThat(terminal.out()).isEmpty();
        assertThat(terminal.err())
                .isEqualTo("cluster.yaml:1:2: unknown key\n  sevices:\n  ^\nweir: " + file
                        + " is refused for 1 problem; nothing was changed\n");
    }

    @Test
    void aRefusedFilesProblemsAreOnStandardOutputAsJson() {
        ChangeOutcome.Refused refused =
                new ChangeOutcome.Refused(List.of(new FileProblem(file, 1, 2, "unknown key", "rendered")));
        director.outcome = refused;

        assertThat(terminal.run("plan", file, "-o", "json")).isEqualTo(ExitCode.FAILED);

        assertThat(Json.read(terminal.out(), ChangeOutcome.Refused.class)).isEqualTo(refused);
    }

    @Test
    void aFailureIsToldWithItsReason() {
        director.outcome = new ChangeOutcome.Failed("the server table is full: raise capacity.servers");

        assertThat(terminal.run("apply", file)).isEqualTo(ExitCode.FAILED);

        assertThat(terminal.err()).isEqualTo("weir: the server table is full: raise capacity.servers\n");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThat(terminal.run("plan", "/nowhere/cluster.yaml")).isEqualTo(ExitCode.FAILED);

        assertThat(terminal.err()).isEqualTo("weir: /nowhere/cluster.yaml can't be read: there is no such file\n");
    }

    @Test
    void aFileThatIsNoTextIsRefusedBeforeTheDirectorIsAsked() throws IOException {
        Files.write(Path.of(file), new byte[] {(byte) 0xff, (byte) 0xfe});

        assertThat(terminal.run("plan", file)).isEqualTo(ExitCode.FAILED);

        assertThat(terminal.err()).endsWith("can't be read: it is no UTF-8 text\n");
        assertThat(director.asked).containsExactly("close");
    }
}
