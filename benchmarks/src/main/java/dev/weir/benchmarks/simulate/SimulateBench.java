package dev.weir.benchmarks.simulate;

import dev.weir.lab.WeirProgram;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Runs {@code weir simulate} between two files, as the launcher runs it; half a gigabyte of flows may lie beside. */
final class SimulateBench implements AutoCloseable {
    private static final int FLOWS = 10_000_000;
    private static final double NANOS = 1e9;

    private final Path folder;

    SimulateBench() {
        try {
            folder = Files.createTempDirectory("weir-bench-simulate");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How long one run takes; throws {@link IllegalStateException} if it fails, with what it said. */
    SimulateReport.Run run(Subject subject) {
        try {
            Files.writeString(before(), subject.before());
            Files.writeString(after(), subject.after());
            List<String> arguments = arguments(subject);
            long begin = System.nanoTime();
            Process process = new ProcessBuilder(WeirProgram.simulation(arguments.toArray(String[]::new)))
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.PIPE)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            double seconds = (System.nanoTime() - begin) / NANOS;
            if (status != 0) {
                throw new IllegalStateException("weir simulate failed: " + said.strip());
            }
            return new SimulateReport.Run(subject.name(), seconds);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private List<String> arguments(Subject subject) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("simulate"));
        arguments.addAll(List.of("--from", before().toString(), after().toString()));
        switch (subject.flows()) {
            case DRAWN -> arguments.addAll(List.of("--flows", Integer.toString(FLOWS)));
            case RECORDED -> {
                writeFlows();
                arguments.addAll(List.of("--flows-file", recorded().toString()));
            }
        }
        return arguments;
    }

    /** Each of another client. */
    private void writeFlows() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        try (BufferedWriter out = Files.newBufferedWriter(recorded())) {
            for (int i = 0; i < FLOWS; i++) {
                int client = random.nextInt();
                out.write((client >>> 24) + "." + ((client >>> 16) & 0xff) + "." + ((client >>> 8) & 0xff) + "."
                        + (client & 0xff) + ":40000 TCP/192.0.2.10:80 "
                        + Subject.address(random.nextInt(Subject.SERVERS)) + ":" + Subject.PORT + "\n");
            }
        }
    }

    private Path recorded() {
        return folder.resolve("flows.txt");
    }

    private Path before() {
        return folder.resolve("before.yaml");
    }

    private Path after() {
        return folder.resolve("after.yaml");
    }

    @Override
    public void close() {
        try {
            for (Path file : List.of(before(), after(), recorded(), folder)) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
