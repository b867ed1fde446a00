package dev.weir.benchmarks.director;

import dev.weir.api.ApiClient;
import dev.weir.api.DirectorApi;
import dev.weir.api.RunDirectory;
import dev.weir.lab.Command;
import dev.weir.lab.WeirProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A {@code weir director} of our own, in its surroundings: a process with folders and pins that nobody else has. */
final class MeasuredDirector implements AutoCloseable {
    private static final int STOP_SECONDS = 10;

    private final Surroundings surroundings;
    private final Path folder;
    private final Path pins;
    private @Nullable Process process;

    MeasuredDirector(Surroundings surroundings) {
        this.surroundings = surroundings;
        try {
            folder = Files.createTempDirectory("weir-bench-director");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        pins = Path.of("/sys/fs/bpf", String.valueOf(folder.getFileName()));
    }

    /** Starts it on that cluster; it has not come far when this returns. */
    void start(String clusterText) {
        try {
            Files.writeString(clusterFile(), clusterText);
            process = new ProcessBuilder(
                            surroundings.byDirector(command("-c", clusterFile().toString())))
                    .redirectErrorStream(true)
                    .redirectOutput(log().toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command(String... first) {
        List<String> arguments = new ArrayList<>(List.of("director"));
        arguments.addAll(Arrays.asList(first));
        arguments.addAll(List.of("--pin-dir", pins.toString()));
        arguments.addAll(List.of("--run-dir", folder.resolve("run").toString()));
        arguments.addAll(List.of("--state-dir", folder.resolve("state").toString()));
        if (!arguments.contains("--detach")) {
            arguments.addAll(List.of("--api-port", "0"));
        }
        return WeirProgram.command(arguments.toArray(String[]::new));
    }

    Path clusterFile() {
        return folder.resolve("cluster.yaml");
    }

    private Path log() {
        return folder.resolve("director.log");
    }

    /**
     * Checks that it is alive.
     *
     * @throws IllegalStateException if it has ended, with what it said
     */
    void checkRuns() {
        if (process == null || !process.isAlive()) {
            try {
                throw new IllegalStateException(
                        "the director ended: " + Files.readString(log()).strip());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Whether its API can be asked. */
    boolean answers() {
        return Files.exists(runDirectory().address());
    }

    private RunDirectory runDirectory() {
        return new RunDirectory(folder.resolve("run"));
    }

    /** Asks it by its API, which listens in its namespace. */
    <T> T ask(Function<DirectorApi, T> question) {
        return surroundings.director().run(() -> {
            try (DirectorApi api = ApiClient.open(runDirectory().path())) {
                return question.apply(api);
            }
        });
    }

    ResidentMemory memory() {
        checkRuns();
        return ResidentMemory.of(process == null ? 0 : process.pid());
    }

    /** Ends it, and takes away all that it left in the kernel. */
    void stop() {
        if (process != null) {
            process.destroy();
            try {
                if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            process = null;
            new Command(surroundings.byDirector(command("--detach"))).run();
        }
    }

    @Override
    public void close() {
        stop();
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
