package dev.weir.lab.command;

import dev.weir.api.ApiException;
import dev.weir.lab.LabException;
import dev.weir.linux.LinuxException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that only root may run, for it makes or enters network namespaces. */
@Command(mixinStandardHelpOptions = true, sortOptions = false, usageHelpAutoWidth = true)
abstract class RootCommand implements Callable<Integer> {
    static final int OK = 0;
    static final int FAILED = 1;

    @Spec
    private @Nullable CommandSpec spec;

    /** Does it, and returns the exit status. */
    abstract int run();

    @Override
    public final Integer call() {
        // A process owns its folder under /proc, as far as the kernel lets it.
        if (!Files.isWritable(Path.of("/run/netns")) && !Files.isWritable(Path.of("/run"))) {
            return fail("the lab needs root, for network namespaces: run it with sudo");
        }
        try {
            return run();
        } catch (LabException | LinuxException | ApiException e) {
            return fail(String.valueOf(e.getMessage()));
        } finally {
            out().flush();
        }
    }

    final PrintWriter out() {
        return spec().commandLine().getOut();
    }

    /** Tells a step, apart from the output proper. */
    final void progress(String step) {
        PrintWriter err = spec().commandLine().getErr();
        err.println("weir lab: " + step);
        err.flush();
    }

    final int fail(String message) {
        out().flush();
        progress(message);
        return FAILED;
    }

    final CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set this command up");
        }
        return spec;
    }
}
