package dev.weir.linux.bpf;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.weir.linux.ErrnoCall;
import dev.weir.linux.Memory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/** A map of a {@link BpfObject} that is not loaded yet; of use until the object is closed. */
public final class MapDefinition {
    private final String name;
    private final MemorySegment map;

    MapDefinition(String name, MemorySegment map) {
        this.name = name;
        this.map = map;
    }

    /** Sets how many elements it will hold. */
    public void setMaxEntries(int maxEntries) {
        ErrnoCall.checked("set max_entries of", name, errno ->
                (int) Libbpf.MAP_SET_MAX_ENTRIES.invokeExact(errno, map, maxEntries));
    }

    /**
     * Has the load pin the map there, or adopt the one that is pinned there already.
     *
     * @param path below a bpffs; its directory must exist
     */
    public void setPinPath(Path path) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocateFrom(path.toString());
            ErrnoCall.checked(
                    "set pin path of", name, errno -> (int) Libbpf.MAP_SET_PIN_PATH.invokeExact(errno, map, text));
        }
    }

    /** Has the load take an existing map instead of creating one; its shape must be the same. */
    public void reuse(BpfMap existing) {
        int fd = existing.descriptor().number();
        ErrnoCall.checked("reuse map for", name, errno -> (int) Libbpf.MAP_REUSE_FD.invokeExact(errno, map, fd));
    }

    /**
     * The initial contents of a section such as {@code .rodata}, to be written before the load; the view is of use
     * until then, and not after.
     */
    public Memory initialValue() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment size = arena.allocate(JAVA_LONG);
            MemorySegment value = ErrnoCall.checkedAddress("read initial value of", name, errno ->
                    (MemorySegment) Libbpf.MAP_INITIAL_VALUE.invokeExact(errno, map, size));
            return new Memory(value.reinterpret(size.get(JAVA_LONG, 0)));
        }
    }
}
