package dev.weir.lab;

import dev.weir.lab.network.Host;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/** Where the lab keeps its files while it is up: a folder a host, and what all of them share. */
public final class LabDirectory {
    private static final Path ROOT = Path.of("/run/weir-lab");
    private static final Path PINS = Path.of("/sys/fs/bpf/weir-lab");

    private LabDirectory() {}

    /** All of the lab's files but its pins. */
    public static Path root() {
        return ROOT;
    }

    /** All of the lab's pins in bpffs. */
    public static Path pins() {
        return PINS;
    }

    /** The ledger of its processes. */
    public static Path processes() {
        return ROOT.resolve("processes");
    }

    /** The files that web servers share. */
    public static Path sharedFiles() {
        return ROOT.resolve("files");
    }

    /** A host's own folder. */
    public static Path of(Host host) {
        return ROOT.resolve(host.label());
    }

    /** Makes the folders. */
    public static void create() {
        createFolder(sharedFiles());
        for (Host host : Host.values()) {
            createFolder(of(host));
        }
    }

    private static void createFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new LabException("cannot make the folder " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Takes all files and pins away; what isn't there is no error. */
    public static void remove() {
        removeTree(PINS);
        removeTree(ROOT);
    }

    private static void removeTree(Path tree) {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(tree)) {
            // A folder comes before what is in it, so the reverse empties it first.
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new LabException("cannot take away " + tree + ": " + e.getMessage(), e);
        }
    }

    /** Writes {@code text} to a new file. */
    public static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new LabException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    /** The same, for root's eyes only. */
    public static Path writeSecret(Path file, String text) {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (IOException e) {
            throw new LabException("cannot make " + file + ": " + e.getMessage(), e);
        }
        return write(file, text);
    }
}
