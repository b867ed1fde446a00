package dev.weir.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** The file system that pins BPF maps, programs and links by name; usually mounted on {@code /sys/fs/bpf}. */
public final class BpfFilesystem {
    private static final long MAGIC = 0xcafe4a11L;

    /** Of {@code struct statfs}, whose first word is the type. */
    private static final long STATFS_SIZE = 120;

    private static final MethodHandle STATFS = CLibrary.LIBC.function("statfs", JAVA_INT, ADDRESS, ADDRESS);

    private BpfFilesystem() {}

    /**
     * Whether a path lies on a bpffs.
     *
     * @throws LinuxException ENOENT if there is no such path
     */
    public static boolean holds(Path path) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(path.toString());
            MemorySegment statistics = arena.allocate(STATFS_SIZE, 8);
            ErrnoCall.checked("statfs", path, errno -> (int) STATFS.invokeExact(errno, name, statistics));
            return statistics.get(JAVA_LONG, 0) == MAGIC;
        }
    }

    /** Mounts one on an existing directory, for its owner only; needs {@link Capability#SYS_ADMIN}. */
    public static void mount(Path directory) {
        Mounts.mount("bpf", directory, "bpf", 0, "mode=0700");
    }
}
