package dev.weir.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A program of the machine, run to its end.
 *
 * @param arguments the program and its arguments
 */
public record Command(List<String> arguments) {
    public Command {
        arguments = List.copyOf(arguments);
    }

    public static Command of(String... arguments) {
        return new Command(List.of(arguments));
    }

    /**
     * How it ended.
     *
     * @param status its exit status
     * @param output what it wrote to standard output
     * @param errors what it wrote to standard error
     */
    public record Result(int status, String output, String errors) {}

    /**
     * Runs it and returns its output.
     *
     * @throws LabException if it can't be started or ends with another status than 0
     */
    public String run() {
        return runWith("");
    }

    /** As {@link #run}, with {@code input} on its standard input. */
    public String runWith(String input) {
        Result result = attempt(input);
        if (result.status != 0) {
            throw new LabException("'%s' ended with status %d: %s"
                    .formatted(String.join(" ", arguments), result.status, result.errors.strip()));
        }
        return result.output;
    }

    /**
     * Runs it, whatever its status.
     *
     * @throws LabException if it can't be started
     */
    public Result attempt(String input) {
        try {
            Process process = new ProcessBuilder(arguments).start();
            CompletableFuture<String> errors =
                    CompletableFuture.supplyAsync(() -> text(process.getErrorStream()), Thread::startVirtualThread);
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String output = text(process.getInputStream());
            return new Result(process.waitFor(), output, errors.join());
        } catch (IOException e) {
            throw new LabException("cannot run '" + arguments.getFirst() + "': " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while '" + arguments.getFirst() + "' ran", e);
        }
    }

    private static String text(InputStream stream) {
        try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
