package dev.weir.cli;

import dev.weir.api.ApiException;
import dev.weir.api.DirectorApi;
import dev.weir.api.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that asks a director one thing and prints the answer. */
abstract class DirectorCommand implements Callable<Integer> {
    private final Function<Path, DirectorApi> directors;

    @Mixin
    private final CommonOptions options = new CommonOptions();

    @Spec
    private @Nullable CommandSpec spec;

    DirectorCommand(Function<Path, DirectorApi> directors) {
        this.directors = directors;
    }

    /** Asks, prints, and returns the exit status. */
    abstract int ask(DirectorApi director);

    @Override
    public Integer call() {
        try (DirectorApi director = directors.apply(options.runDirectory)) {
            int status = ask(director);
            out().flush();
            return status;
        } catch (ApiException e) {
            return fail(e.getMessage());
        }
    }

    final PrintWriter out() {
        return spec().commandLine().getOut();
    }

    final PrintWriter err() {
        return spec().commandLine().getErr();
    }

    final Output output() {
        return options.output;
    }

    final Paint paint() {
        return Paint.by(spec().commandLine().getColorScheme());
    }

    final void printJson(Object record) {
        out().println(Json.pretty(record));
    }

    /** Says what is wrong, and returns the exit status for it. */
    final int fail(@Nullable String message) {
        out().flush();
        err().println("weir: " + message);
        err().flush();
        return ExitCode.FAILED;
    }

    final CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set this command up");
        }
        return spec;
    }
}
