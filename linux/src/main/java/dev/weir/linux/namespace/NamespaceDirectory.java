package dev.weir.linux.namespace;

import dev.weir.linux.Errno;
import dev.weir.linux.LinuxException;
import dev.weir.linux.Mounts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The directory of namespace files, kept as iproute2 keeps it: a shared mount, so that all mount namespaces see it. */
final class NamespaceDirectory {
    private NamespaceDirectory() {}

    static void prepare(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            share(directory);
        } catch (LinuxException e) {
            if (!e.errno().equals(Errno.EINVAL)) {
                throw e;
            }
            // It is no mount point yet: make it one.
            Mounts.mount(directory.toString(), directory, "none", Mounts.BIND_ALL, "");
            share(directory);
        }
    }

    private static void share(Path directory) {
        Mounts.mount("", directory, "none", Mounts.MAKE_SHARED, "");
    }

    static void createMountPoint(Path file) {
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException e) {
            throw new LinuxException("create", file, Errno.EEXIST);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void removeMountPoint(Path file) {
        try {
            Mounts.detach(file);
        } catch (LinuxException e) {
            // Nothing is mounted there: a file that a crash left.
            if (!e.errno().equals(Errno.EINVAL)) {
                throw e;
            }
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
