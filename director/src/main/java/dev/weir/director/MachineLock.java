package dev.weir.director;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A lock on a run directory that one process holds at most, and that ends with it however it ends. The
 * file holds the process's number.
 */
final class MachineLock implements AutoCloseable {
    private static final String FILE_NAME = "director.lock";

    private final FileChannel channel;

    private MachineLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws DirectorException if another process holds it; tells which and the mend */
    static MachineLock take(Path runDirectory) {
        Path file = runDirectory.resolve(FILE_NAME);
        try {
            Files.createDirectories(runDirectory);
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                String holder = holder(channel);
                channel.close();
                throw isHeld(file, holder);
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(pidLine().getBytes(StandardCharsets.US_ASCII)), 0);
            return new MachineLock(channel);
        } catch (IOException e) {
            throw new DirectorException("can't lock " + file + ": " + Reason.of(e), e);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldHere) {
            return false;
        }
    }

    private static String pidLine() {
        return ProcessHandle.current().pid() + "\n";
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(32);
        channel.read(content, 0);
        String pid = new String(content.array(), 0, content.position(), StandardCharsets.US_ASCII).strip();
        return pid.isEmpty() ? "another process" : "process " + pid;
    }

    private static DirectorException isHeld(Path file, String holder) {
        return new DirectorException("a director runs already: " + holder + " holds " + file
                + "\nStop that one (systemctl stop weir-director, or kill its process; packets go on), or give this"
                + " one another --run-dir and --pin-dir if it is for another network namespace.");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new DirectorException("can't unlock: " + Reason.of(e), e);
        }
    }
}
