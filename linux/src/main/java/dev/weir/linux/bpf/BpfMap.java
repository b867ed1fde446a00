package dev.weir.linux.bpf;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.weir.linux.Descriptor;
import dev.weir.linux.Errno;
import dev.weir.linux.ErrnoCall;
import dev.weir.linux.LinuxException;
import dev.weir.linux.Mapping;
import dev.weir.linux.Memory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/**
 * A map in the kernel, by a descriptor of its own. Any thread may use it.
 *
 * <p>Keys and values are {@link Memory} of exactly the map's sizes (see {@link #info}); in a per-CPU map a value
 * is {@link BpfMapInfo#lookupSize} long. One of another size is refused before the kernel would read beyond it.
 */
public final class BpfMap implements AutoCloseable {
    /** What an update expects of the element. */
    public enum Expect {
        ANYTHING(0),
        ABSENT(1),
        PRESENT(2);

        private final long flags;

        Expect(long flags) {
            this.flags = flags;
        }
    }

    private final String name;
    private final Descriptor descriptor;
    private final BpfMapInfo info;

    BpfMap(String name, Descriptor descriptor) {
        this.name = name;
        this.descriptor = descriptor;
        this.info = BpfMapInfo.of(descriptor, name);
    }

    /**
     * Opens a map by its pin.
     *
     * @throws LinuxException ENOENT if nothing is pinned there
     */
    public static BpfMap openPinned(Path pin) {
        return new BpfMap(String.valueOf(pin.getFileName()), BpfPin.open(pin));
    }

    public String name() {
        return name;
    }

    /** Its shape, and the memory that it took when it was opened. */
    public BpfMapInfo info() {
        return info;
    }

    Descriptor descriptor() {
        return descriptor;
    }

    /** Gives it a name in bpffs, which keeps it alive. */
    public void pin(Path path) {
        BpfPin.pin(descriptor, path);
    }

    /** Writes an element, whether there was one of that key or not. */
    public void update(Memory key, Memory value) {
        update(key, value, Expect.ANYTHING);
    }

    /** Writes an element of an array. */
    public void update(int index, Memory value) {
        try (Arena arena = Arena.ofConfined()) {
            update(new Memory(arena.allocateFrom(JAVA_INT, index)), value, Expect.ANYTHING);
        }
    }

    /**
     * Writes an element.
     *
     * @throws LinuxException EEXIST or ENOENT if it is not as expected, E2BIG if the map is full or the index
     *     beyond an array
     */
    public void update(Memory key, Memory value, Expect expect) {
        checkSizes(key, value, 1);
        int fd = descriptor.number();
        ErrnoCall.checked("update map", name, errno ->
                (int) Libbpf.MAP_UPDATE.invokeExact(errno, fd, key.segment(), value.segment(), expect.flags));
    }

    /**
     * Reads the element of a key.
     *
     * @return false if there is none; {@code into} is as it was
     */
    public boolean lookup(Memory key, Memory into) {
        checkSizes(key, into, 1);
        int fd = descriptor.number();
        return found("look up in map", ErrnoCall.raw(errno ->
                (int) Libbpf.MAP_LOOKUP.invokeExact(errno, fd, key.segment(), into.segment())));
    }

    /** Reads an element of an array; false if the index is beyond it. */
    public boolean lookup(int index, Memory into) {
        try (Arena arena = Arena.ofConfined()) {
            return lookup(new Memory(arena.allocateFrom(JAVA_INT, index)), into);
        }
    }

    /** Removes the element of a key; false if there was none. */
    public boolean delete(Memory key) {
        checkSize("key", info.keySize(), key.size());
        int fd = descriptor.number();
        return found("delete from map", ErrnoCall.raw(errno ->
                (int) Libbpf.MAP_DELETE.invokeExact(errno, fd, key.segment())));
    }

    /** Reads the map's first key; false if it is empty. */
    public boolean firstKey(Memory into) {
        return nextKey(MemorySegment.NULL, into);
    }

    /** Reads the key after {@code key}, in no order to rely on; false if that was the last. */
    public boolean nextKey(Memory key, Memory into) {
        checkSize("key", info.keySize(), key.size());
        return nextKey(key.segment(), into);
    }

    private boolean nextKey(MemorySegment key, Memory into) {
        checkSize("key", info.keySize(), into.size());
        int fd = descriptor.number();
        return found("read next key of map", ErrnoCall.raw(errno ->
                (int) Libbpf.MAP_NEXT_KEY.invokeExact(errno, fd, key, into.segment())));
    }

    /**
     * Writes many elements by one system call.
     *
     * @param keys {@code count} keys, one after the other
     * @param values as many values
     * @throws LinuxException if one could not be written; those before it were
     */
    public void updateBatch(Memory keys, Memory values, int count) {
        checkSizes(keys, values, count);
        if (count == 0) {
            return;
        }
        int fd = descriptor.number();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment counter = arena.allocateFrom(JAVA_INT, count);
            ErrnoCall.checked("update batch of map", name, errno -> (int) Libbpf.MAP_UPDATE_BATCH.invokeExact(
                    errno, fd, keys.segment(), values.segment(), counter, MemorySegment.NULL));
        }
    }

    /** Reads all elements, many by each system call; see {@link BatchReader}. */
    public void forEachBatch(int batchSize, BatchReader.Visitor visitor) {
        new BatchReader(this, batchSize).read(visitor);
    }

    /**
     * Shares the elements of an array that was created with {@code BPF_F_MMAPABLE}.
     *
     * @return memory of {@code maxEntries} values, {@link #mappedStride} apart
     */
    public Mapping map(Mapping.Access access) {
        return Mapping.map(descriptor, "map " + name, mappedStride() * info.maxEntries(), access);
    }

    /** How far two elements lie apart in the memory that {@link #map} returns, in bytes. */
    public long mappedStride() {
        return info.perCpuStride();
    }

    private boolean found(String operation, long result) {
        if (result == -Errno.ENOENT.number()) {
            return false;
        }
        if (result < 0) {
            throw new LinuxException(operation, name, new Errno((int) -result));
        }
        return true;
    }

    private void checkSizes(Memory keys, Memory values, int count) {
        checkSize("key", (long) info.keySize() * count, keys.size());
        checkSize("value", info.lookupSize() * count, values.size());
    }

    private void checkSize(String what, long wanted, long given) {
        if (given != wanted) {
            throw new IllegalArgumentException(
                    "map " + name + ": a " + what + " of " + wanted + " bytes is wanted, not of " + given);
        }
    }

    @Override
    public String toString() {
        return "map " + name;
    }

    /** Closes the descriptor; a pinned map, or one that a program uses, lives on. */
    @Override
    public void close() {
        descriptor.close();
    }
}
