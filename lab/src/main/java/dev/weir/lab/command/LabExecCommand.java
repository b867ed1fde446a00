package dev.weir.lab.command;

import dev.weir.lab.LabException;
import dev.weir.lab.network.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weir lab exec}: runs a program on one of the lab's hosts, and ends with its exit status. */
@Command(name = "exec", description = "Runs a program on a host of the lab: client, router, director1, s1 and so on.")
final class LabExecCommand extends RootCommand {
    @Parameters(index = "0", paramLabel = "HOST", description = "The host's name.")
    private String host = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "CMD", description = "The program and its arguments.")
    private List<String> program = List.of();

    /** What looks like an option after the host is the program's. */
    @Spec
    void leaveOptionsToTheProgram(CommandSpec spec) {
        spec.parser().stopAtPositional(true);
    }

    @Override
    int run() {
        Host found = Host.named(host).orElse(null);
        if (found == null) {
            return fail("there is no host '%s'; there are %s".formatted(host, names()));
        }
        if (!Files.exists(found.namespaceFile())) {
            return fail("the lab is not up; 'weir lab' builds it");
        }
        try {
            return new ProcessBuilder(found.wrap(program)).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new LabException("cannot run nsenter: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while " + program.getFirst() + " ran", e);
        }
    }

    private static String names() {
        return Arrays.stream(Host.values()).map(Host::label).collect(Collectors.joining(", "));
    }
}
