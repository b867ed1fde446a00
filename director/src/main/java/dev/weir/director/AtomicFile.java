package dev.weir.director;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A file that is replaced whole or not at all: written beside itself, forced to the disk, then renamed.
 * A reader, and a machine that loses power, sees the old text or the new one.
 */
final class AtomicFile {

    /** Who may read a file that didn't exist before. */
    enum Readers {
        OWNER_ONLY("rw-------"),
        EVERYONE("rw-r--r--");

        private final String permissions;

        Readers(String permissions) {
            this.permissions = permissions;
        }
    }

    private final Path file;

    private AtomicFile(Path file) {
        this.file = file;
    }

    static AtomicFile at(Path file) {
        return new AtomicFile(file);
    }

    byte[] read() {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new DirectorException("can't read " + file + ": " + Reason.of(e), e);
        }
    }

    /** Replaces the content; mode and owner stay, a new file gets {@code readers}. A link's target is replaced. */
    void write(byte[] content, Readers readers) {
        try (Staged staged = stage(content, readers)) {
            staged.commit();
        }
    }

    /** Puts a new content on the disk beside the file, so that little can go wrong when it is committed. */
    Staged stage(byte[] content, Readers readers) {
        try {
            Files.createDirectories(folder(file));
            Path target = Files.exists(file) ? file.toRealPath() : file;
            Path beside = Files.createTempFile(folder(target), "." + target.getFileName() + ".", ".new");
            try {
                fill(beside, content);
                adopt(beside, target, readers);
            } catch (IOException e) {
                Files.deleteIfExists(beside);
                throw e;
            }
            return new Staged(beside, target);
        } catch (IOException e) {
            throw cantWrite(e);
        }
    }

    private DirectorException cantWrite(IOException e) {
        return new DirectorException("can't write " + file + ": " + Reason.of(e), e);
    }

    /** A content that is on the disk, but not yet the file's. */
    final class Staged implements AutoCloseable {
        private final Path beside;
        private final Path target;

        private Staged(Path beside, Path target) {
            this.beside = beside;
            this.target = target;
        }

        /** Makes it the file's. */
        void commit() {
            try {
                Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
                force(folder(target));
            } catch (IOException e) {
                throw cantWrite(e);
            }
        }

        /** Forgets it, if it wasn't committed. */
        @Override
        public void close() {
            try {
                Files.deleteIfExists(beside);
            } catch (IOException e) {
                throw cantWrite(e);
            }
        }
    }

    private static void fill(Path path, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    private static void adopt(Path fresh, Path former, Readers readers) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(fresh, PosixFileAttributeView.class);
        if (!Files.exists(former)) {
            view.setPermissions(PosixFilePermissions.fromString(readers.permissions));
            return;
        }
        PosixFileAttributes kept = Files.readAttributes(former, PosixFileAttributes.class);
        PosixFileAttributes own = view.readAttributes();
        if (!own.owner().equals(kept.owner())) {
            view.setOwner(kept.owner());
        }
        if (!own.group().equals(kept.group())) {
            view.setGroup(kept.group());
        }
        view.setPermissions(kept.permissions());
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static Path folder(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        return parent == null ? Path.of("/") : parent;
    }
}
