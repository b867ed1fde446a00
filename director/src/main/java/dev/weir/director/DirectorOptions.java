package dev.weir.director;

import java.nio.file.Path;

/**
 * Where a director finds and keeps its things. Several directors may run on one machine, each in a
 * network namespace of its own, if none of these is shared.
 *
 * @param file the cluster file: read at start and when it changes, written by the director's {@code apply}
 * @param runDirectory what lasts until the machine restarts: the lock, the VIP addresses that were added
 * @param pinDirectory a folder in a BPF file system, where the data plane outlives the director
 * @param stateDirectory what outlives the machine's restart: the hash secret
 */
public record DirectorOptions(Path file, Path runDirectory, Path pinDirectory, Path stateDirectory) {
    public static final Path DEFAULT_RUN_DIRECTORY = Path.of("/run/weir");
    public static final Path DEFAULT_PIN_DIRECTORY = Path.of("/sys/fs/bpf/weir");
    public static final Path DEFAULT_STATE_DIRECTORY = Path.of("/var/lib/weir");

    public DirectorOptions {
        file = file.toAbsolutePath().normalize();
        runDirectory = runDirectory.toAbsolutePath().normalize();
        pinDirectory = pinDirectory.toAbsolutePath().normalize();
        stateDirectory = stateDirectory.toAbsolutePath().normalize();
    }

    /** The director of this machine, by the usual folders. */
    public static DirectorOptions of(Path file) {
        return new DirectorOptions(file, DEFAULT_RUN_DIRECTORY, DEFAULT_PIN_DIRECTORY, DEFAULT_STATE_DIRECTORY);
    }

    public DirectorOptions withRunDirectory(Path directory) {
        return new DirectorOptions(file, directory, pinDirectory, stateDirectory);
    }

    public DirectorOptions withPinDirectory(Path directory) {
        return new DirectorOptions(file, runDirectory, directory, stateDirectory);
    }

    public DirectorOptions withStateDirectory(Path directory) {
        return new DirectorOptions(file, runDirectory, pinDirectory, directory);
    }
}
