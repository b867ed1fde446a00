package dev.weir.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that is run to its end in a folder, where what it says is kept in a file. */
public record Command(Path folder, Duration deadline, List<String> words) {

    public static Command in(Path folder, Duration deadline, String... words) {
        return new Command(folder, deadline, List.of(words));
    }

    /**
     * Everything that the program says on both its outputs.
     *
     * @throws IllegalStateException if it fails or misses the deadline, with what it said
     */
    public String run() {
        try {
            Path said = Files.createTempFile(folder, "said", ".log");
            Process process = new ProcessBuilder(words)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(said.toFile())
                    .start();
            String outcome = await(process);
            String output = Files.readString(said);
            if (!outcome.equals("exited with 0")) {
                throw new IllegalStateException("%s %s: %s".formatted(String.join(" ", words), outcome, output));
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + words.getFirst(), e);
        }
    }

    private String await(Process process) {
        try {
            if (process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                return "exited with " + process.exitValue();
            }
            return "was ended after " + deadline.toSeconds() + " s";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "was ended, since the test was";
        } finally {
            process.destroyForcibly();
        }
    }
}
