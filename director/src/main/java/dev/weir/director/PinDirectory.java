package dev.weir.director;

import dev.weir.linux.BpfFilesystem;
import dev.weir.linux.LinuxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder of a BPF file system where a data plane outlives its director. */
final class PinDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(PinDirectory.class);
    private static final Path USUAL_MOUNT = Path.of("/sys/fs/bpf");

    private PinDirectory() {}

    /**
     * Sees to it that {@code directory} lies in a BPF file system, which is mounted at its usual place if none is
     * there.
     *
     * @throws DirectorException if it doesn't and can't be mounted; tells the command that does it
     */
    static void require(Path directory) {
        if (BpfFilesystem.holds(nearestExisting(directory))) {
            return;
        }
        if (!directory.startsWith(USUAL_MOUNT)) {
            throw new DirectorException("the pin directory " + directory + " lies in no BPF file system"
                    + "\nChoose one below " + USUAL_MOUNT + ", or mount one: mount -t bpf bpf " + directory);
        }
        mount();
    }

    private static Path nearestExisting(Path directory) {
        Path existing = directory;
        while (!Files.exists(existing)) {
            Path parent = existing.getParent();
            if (parent == null) {
                break;
            }
            existing = parent;
        }
        return existing;
    }

    private static void mount() {
        try {
            BpfFilesystem.mount(USUAL_MOUNT);
            LOG.info("mounted a BPF file system at {}", USUAL_MOUNT);
        } catch (LinuxException e) {
            throw new DirectorException(
                    "no BPF file system is mounted at " + USUAL_MOUNT + " and the director can't mount one: "
                            + e.getMessage() + "\nMount it as root: mount -t bpf bpf " + USUAL_MOUNT,
                    e);
        }
    }
}
