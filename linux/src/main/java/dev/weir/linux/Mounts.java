package dev.weir.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** Mounting and unmounting, as mount(2) does it; for the packages of this module. */
public final class Mounts {
    /** Makes a file or directory visible in a second place. */
    public static final long BIND = 0x1000;

    /** The same for all that is mounted below it. */
    public static final long BIND_ALL = BIND | 0x4000;

    /** Passes later mounts below it on to the namespaces that share it. */
    public static final long MAKE_SHARED = 0x100000 | 0x4000;

    private static final int MNT_DETACH = 2;
    private static final MethodHandle MOUNT =
            CLibrary.LIBC.function("mount", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS);
    private static final MethodHandle UMOUNT2 = CLibrary.LIBC.function("umount2", JAVA_INT, ADDRESS, JAVA_INT);

    private Mounts() {}

    /** Mounts {@code source} on {@code target}; the type and the options may be empty. */
    public static void mount(String source, Path target, String type, long flags, String options) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment from = arena.allocateFrom(source);
            MemorySegment to = arena.allocateFrom(target.toString());
            MemorySegment kind = arena.allocateFrom(type);
            MemorySegment data = arena.allocateFrom(options);
            ErrnoCall.checked("mount on", target, errno -> (int) MOUNT.invokeExact(errno, from, to, kind, flags, data));
        }
    }

    /** Takes what is mounted on {@code target} away, at once from sight, and for good when it is no longer in use. */
    public static void detach(Path target) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(target.toString());
            ErrnoCall.checked("unmount", target, errno -> (int) UMOUNT2.invokeExact(errno, name, MNT_DETACH));
        }
    }
}
