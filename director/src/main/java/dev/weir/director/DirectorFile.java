package dev.weir.director;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The cluster file that a director follows and writes. Owned by the director's thread. */
final class DirectorFile {
    private final Path path;
    private @Nullable String lastText;

    DirectorFile(Path path) {
        this.path = path;
    }

    String name() {
        return path.toString();
    }

    /**
     * The file's text; empty if somebody is writing it just now.
     *
     * @throws DirectorException if it can't be read
     */
    Optional<String> read() {
        Stamp before = Stamp.of(path);
        String text = new String(AtomicFile.at(path).read(), StandardCharsets.UTF_8);
        return before.equals(Stamp.of(path)) ? Optional.of(text) : Optional.empty();
    }

    /** Whether {@code text} differs from the last one that was handed here; remembers it. */
    boolean isNews(String text) {
        boolean news = !text.equals(lastText);
        lastText = text;
        return news;
    }

    /** The last text that was handed to {@link #isNews}; empty if there is none. */
    String lastText() {
        String text = lastText;
        return text == null ? "" : text;
    }

    /** Whatever is read next is news. */
    void forget() {
        lastText = null;
    }

    /** Puts a text on the disk beside the file; it becomes the file's when it is committed. */
    AtomicFile.Staged stage(String text) {
        return AtomicFile.at(path).stage(text.getBytes(StandardCharsets.UTF_8), AtomicFile.Readers.EVERYONE);
    }

    /** What changes when a file is written or replaced. */
    record Stamp(long modifiedNanos, long size, @Nullable Object identity) {
        static final Stamp MISSING = new Stamp(0, -1, null);

        static Stamp of(Path path) {
            try {
                BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
                long modifiedNanos = now.lastModifiedTime().to(TimeUnit.NANOSECONDS);
                return new Stamp(modifiedNanos, now.size(), now.fileKey());
            } catch (IOException e) {
                return MISSING;
            }
        }
    }
}
