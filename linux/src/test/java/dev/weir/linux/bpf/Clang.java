package dev.weir.linux.bpf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compiles the BPF programs of the tests, in {@code src/test/bpf}. */
public final class Clang {
    private Clang() {}

    /** The object file that a source becomes. */
    public static byte[] compile(String source) {
        try {
            Path object = Files.createTempFile("weir-test", ".bpf.o");
            try {
                run(Path.of("src/test/bpf", source), object);
                return Files.readAllBytes(object);
            } finally {
                Files.delete(object);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("clang-19 on " + source, e);
        }
    }

    private static void run(Path source, Path object) throws IOException, InterruptedException {
        Process clang = new ProcessBuilder(
                        "clang-19",
                        "-O2",
                        "-g",
                        "-Wall",
                        "-target",
                        "bpf",
                        "-mcpu=v3",
                        "-I/usr/include/" + System.getProperty("os.arch").replace("amd64", "x86_64") + "-linux-gnu",
                        "-c",
                        source.toString(),
                        "-o",
                        object.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(clang.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (clang.waitFor() != 0) {
            throw new IllegalStateException("clang-19 failed on " + source + ": " + said);
        }
    }
}
