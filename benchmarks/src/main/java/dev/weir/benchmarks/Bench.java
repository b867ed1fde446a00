package dev.weir.benchmarks;

import dev.weir.api.Json;
import dev.weir.lab.LabException;
import dev.weir.linux.LinuxException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every bench's command has in common: figures on standard output, progress on standard error, a judgement. */
@Command(
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:measured; with --check: every bar is met",
            "1:it could not be measured; with --check: a bar is missed",
            "2:the command line is wrong"
        })
public abstract class Bench implements Callable<Integer> {
    private static final int OK = 0;
    private static final int FAILED = 1;

    /** How figures are printed. */
    protected enum Output {
        TABLE,
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "table|json",
            defaultValue = "table",
            description = "For people or for programs. Default: ${DEFAULT-VALUE}.")
    private Output output = Output.TABLE;

    @Option(names = "--check", description = "Judge the figures; name each bar that is missed, and exit with 1.")
    private boolean check;

    /** Measures, prints by {@link #print}, and returns the bars. */
    protected abstract List<Bar> measure();

    @Override
    public final Integer call() {
        if (!Files.isWritable(Path.of("/sys/fs/bpf"))) {
            return fail("a bench needs root, to load BPF programs: run it with sudo");
        }
        try {
            return judge(measure());
        } catch (LinuxException | LabException | IllegalStateException e) {
            return fail(String.valueOf(e.getMessage()));
        } finally {
            out().flush();
        }
    }

    private int judge(List<Bar> bars) {
        List<Bar> missed = bars.stream().filter(bar -> !bar.isMet()).toList();
        if (!check || missed.isEmpty()) {
            return OK;
        }
        missed.forEach(bar -> err().println("weir bench: " + bar.text()));
        return fail(missed.size() + " of " + bars.size() + " bars are missed");
    }

    /** Whether the figures are judged. */
    protected final boolean isChecked() {
        return check;
    }

    /** Prints a report: as JSON, or as {@code text} does it. */
    protected final void print(Object report, Runnable text) {
        switch (output) {
            case JSON -> out().println(Json.pretty(report));
            case TABLE -> text.run();
        }
    }

    protected final PrintWriter out() {
        return spec().commandLine().getOut();
    }

    protected final PrintWriter err() {
        return spec().commandLine().getErr();
    }

    /** Refuses the command line. */
    protected final ParameterException wrong(String message) {
        return new ParameterException(spec().commandLine(), message);
    }

    private int fail(String message) {
        err().println("weir bench: " + message);
        err().flush();
        return FAILED;
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set this command up");
        }
        return spec;
    }
}
