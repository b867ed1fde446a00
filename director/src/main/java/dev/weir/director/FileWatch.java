package dev.weir.director;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells when a file may have been written, replaced or removed. It watches the folder, so that a rename onto
 * the file is seen, and looks at the file itself now and then, for what no event tells: network file
 * systems, a link to elsewhere, a folder that was moved.
 */
final class FileWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);
    private static final long LOOK_EVERY_MILLIS = 1_000;

    private final Path file;
    private final Runnable changed;
    private final WatchService service;
    private DirectorFile.Stamp seen;

    private FileWatch(Path file, Runnable changed, WatchService service) {
        this.file = file;
        this.changed = changed;
        this.service = service;
        this.seen = DirectorFile.Stamp.of(file);
    }

    /** @param changed is called from a thread of the watch's own; several times for one change, as a rule */
    static FileWatch start(Path file, Runnable changed) {
        Path folder = file.toAbsolutePath().resolveSibling(".").normalize();
        try {
            WatchService service = FileSystems.getDefault().newWatchService();
            folder.register(
                    service,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
            FileWatch watch = new FileWatch(file, changed, service);
            Thread.ofPlatform().name("weir-file-watch").daemon().start(watch::run);
            return watch;
        } catch (IOException e) {
            throw new DirectorException("can't watch " + folder + ": " + Reason.of(e), e);
        }
    }

    private void run() {
        try {
            while (true) {
                WatchKey key = service.poll(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
                boolean told = key != null && tellsOfFile(key);
                if (differs() || told) {
                    changed.run();
                }
            }
        } catch (InterruptedException | ClosedWatchServiceException closed) {
            LOG.debug("{} is no more watched", file);
        }
    }

    private boolean tellsOfFile(WatchKey key) {
        boolean tells = false;
        for (WatchEvent<?> event : key.pollEvents()) {
            tells |= event.kind().equals(StandardWatchEventKinds.OVERFLOW)
                    || file.getFileName().equals(event.context());
        }
        key.reset();
        return tells;
    }

    private boolean differs() {
        DirectorFile.Stamp before = seen;
        seen = DirectorFile.Stamp.of(file);
        return !seen.equals(before);
    }

    @Override
    public void close() {
        try {
            service.close();
        } catch (IOException e) {
            throw new DirectorException("can't end watching " + file + ": " + Reason.of(e), e);
        }
    }
}
