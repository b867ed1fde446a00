package dev.weir.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Memory that this process shares with the kernel by mmap(2), until it is closed.
 *
 * <p>After {@link #close} every access throws {@link IllegalStateException}.
 */
public final class Mapping implements AutoCloseable {
    /** What this process may do with the memory; the kernel refuses what the object mapped does not allow. */
    public enum Access {
        READ(1),
        READ_WRITE(3);

        private final int protection;

        Access(int protection) {
            this.protection = protection;
        }
    }

    private static final int MAP_SHARED = 1;
    private static final MethodHandle MMAP =
            CLibrary.LIBC.function("mmap", JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG);
    private static final MethodHandle MUNMAP = CLibrary.LIBC.function("munmap", JAVA_INT, ADDRESS, JAVA_LONG);

    private final Arena arena;
    private final Memory memory;

    private Mapping(Arena arena, Memory memory) {
        this.arena = arena;
        this.memory = memory;
    }

    /**
     * Maps the first {@code size} bytes of what a descriptor refers to.
     *
     * @param object its name, for the error
     */
    @SuppressWarnings("MustBeClosedChecker") // The arena is closed with the mapping that is returned.
    public static Mapping map(Descriptor descriptor, Object object, long size, Access access) {
        int fd = descriptor.number();
        long address = ErrnoCall.checkedLong("mmap", object, errno ->
                (long) MMAP.invokeExact(errno, MemorySegment.NULL, size, access.protection, MAP_SHARED, fd, 0L));
        Arena arena = Arena.ofShared();
        MemorySegment mapped = MemorySegment.ofAddress(address).reinterpret(size, arena, Mapping::unmap);
        return new Mapping(arena, new Memory(access == Access.READ ? mapped.asReadOnly() : mapped));
    }

    private static void unmap(MemorySegment mapped) {
        ErrnoCall.raw(errno -> (int) MUNMAP.invokeExact(errno, mapped, mapped.byteSize()));
    }

    public Memory memory() {
        return memory;
    }

    /** Unmaps it; does nothing the second time. */
    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }
}
