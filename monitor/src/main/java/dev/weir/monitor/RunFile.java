package dev.weir.monitor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes files of the run directory whole, with their mode from the first moment on. */
enum RunFile {
    /** For the director's user alone. */
    SECRET("rw-------"),
    /** For every user of the machine. */
    PUBLIC("rw-r--r--");

    private final String mode;

    RunFile(String mode) {
        this.mode = mode;
    }

    private Set<PosixFilePermission> permissions() {
        return PosixFilePermissions.fromString(mode);
    }

    /** A reader sees the former content or this one; nobody ever sees it with another mode. */
    void write(Path file, byte[] content) throws IOException {
        Path beside = file.resolveSibling("." + file.getFileName() + ".new");
        Files.deleteIfExists(beside);
        try (SeekableByteChannel channel = Files.newByteChannel(
                beside,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(permissions()))) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        }
        // The process's umask may have taken bits away.
        Files.setPosixFilePermissions(beside, permissions());
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Whether {@code file} is there with this mode, owned by whoever runs this process. */
    boolean isKept(Path file) throws IOException {
        return Files.exists(file)
                && Files.getPosixFilePermissions(file).equals(permissions())
                && Files.getOwner(file).equals(Files.getOwner(Path.of("/proc/self")));
    }
}
