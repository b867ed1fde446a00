package dev.weir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine weir = Main.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));

    @Test
    void theVersionIsTheBuilds() {
        assertThat(weir.execute("--version")).isZero();

        assertThat(out.toString()).matches("weir \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\R");
    }

    @Test
    void withoutACommandTheMendIsTold() {
        assertThat(weir.execute()).isEqualTo(2);

        assertThat(err.toString()).isEqualTo("weir: a command is missing\nTry 'weir --help'.\n");
    }

    @Test
    void aMisspeltCommandIsGuessed() {
        assertThat(weir.execute("serivces")).isEqualTo(2);

        assertThat(err.toString())
                .contains("serivces")
                .contains("weir services")
                .endsWith("Try 'weir --help'.\n");
    }

    @Test
    void aMisspeltOptionLeadsToItsCommandsHelp() {
        assertThat(weir.execute("servers", "--exakt")).isEqualTo(2);

        assertThat(err.toString()).contains("--exact").endsWith("Try 'weir servers --help'.\n");
    }

    static Stream<String> commands() {
        return Main.commandLine().getSubcommands().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasADescriptionAndHelp(String command) {
        assertThat(weir.execute(command, "--help")).isZero();

        assertThat(weir.getSubcommands())
                .hasEntrySatisfying(
                        command,
                        found -> assertThat(
                                        found.getCommandSpec().usageMessage().description())
                                .isNotEmpty());
        assertThat(out.toString().toLowerCase(Locale.ROOT)).startsWith("usage: weir " + command);
    }

    @Test
    void completionNamesEveryCommand() {
        weir.execute("generate-completion");

        assertThat(weir.getSubcommands().keySet())
                .allSatisfy(command -> assertThat(out.toString()).contains(command));
    }

    @Test
    void anErrorOfOursIsItsMessageOnly() {
        assertThat(statusOf(new OurException("the table is full: raise its capacity")))
                .isEqualTo(1);

        assertThat(err.toString()).isEqualTo("weir: the table is full: raise its capacity\n");
    }

    @Test
    void anErrorInTheProgramComesWithItsTrace() {
        assertThat(statusOf(new IllegalStateException("oops"))).isEqualTo(1);

        assertThat(err.toString())
                .startsWith("weir: an error in the program itself")
                .contains("IllegalStateException: oops", "at dev.weir.MainTest");
    }

    private int statusOf(Exception failure) {
        return Failures.tell(failure, weir, weir.parseArgs("status"));
    }

    private static final class OurException extends RuntimeException {
        private static final long serialVersionUID = 1;

        OurException(String message) {
            super(message);
        }
    }
}
