package dev.weir.cli;

import dev.weir.api.DirectorApi;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/** Runs command lines and keeps what they print. */
final class Terminal {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine weir;

    @Command(name = "weir")
    private static final class Root {}

    Terminal(Function<Path, DirectorApi> directors) {
        this(directors, new FakePace(), Screen.LINES);
    }

    Terminal(Function<Path, DirectorApi> directors, Pace pace, Screen screen) {
        weir = new CommandLine(new Root());
        ControlCommands.addTo(weir, directors, pace, screen);
        weir.setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    }

    Terminal coloured() {
        weir.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.ON));
        return this;
    }

    int run(String... arguments) {
        return weir.execute(arguments);
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }
}
