package dev.weir.linux.bpf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bare BTF of {@code sample.bpf.c}, taken out of its ELF file by objcopy. */
final class SampleBtf {
    private SampleBtf() {}

    static byte[] raw() {
        try {
            Path object = Files.createTempFile("weir-test", ".bpf.o");
            Path btf = Files.createTempFile("weir-test", ".btf");
            try {
                Files.write(object, Clang.compile("sample.bpf.c"));
                Process objcopy = new ProcessBuilder(
                                "llvm-objcopy-19", "--dump-section", ".BTF=" + btf, object.toString())
                        .inheritIO()
                        .start();
                if (objcopy.waitFor() != 0) {
                    throw new IllegalStateException("llvm-objcopy-19 failed");
                }
                return Files.readAllBytes(btf);
            } finally {
                Files.delete(object);
                Files.delete(btf);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
