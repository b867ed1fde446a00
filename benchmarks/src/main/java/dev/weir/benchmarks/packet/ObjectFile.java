package dev.weir.benchmarks.packet;

import dev.weir.linux.bpf.BpfObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A compiled BPF object to load.
 *
 * @param name what the kernel calls it by
 * @param elf the bytes of the file
 */
// The bytes are loaded and compared by nobody.
@SuppressWarnings("ArrayRecordComponent")
record ObjectFile(String name, byte[] elf) {
    /** The one that the build left beside the classes. */
    static ObjectFile built(String name) {
        String path = "/dev/weir/benchmarks/" + name + ".bpf.o";
        try (InputStream in = ObjectFile.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException(path + " is not in the class path: build the module benchmarks");
            }
            return new ObjectFile(name, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another, such as one of an earlier build. */
    static ObjectFile at(Path path) {
        try {
            return new ObjectFile("weir", Files.readAllBytes(path));
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + path, e);
        }
    }

    BpfObject open() {
        return BpfObject.open(name, elf);
    }
}
