package dev.weir.linux.bpf;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.weir.linux.Errno;
import dev.weir.linux.ErrnoCall;
import dev.weir.linux.LinuxException;
import dev.weir.linux.Memory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * One reading of a whole map by BPF_MAP_LOOKUP_BATCH; used once, by one thread.
 *
 * <p>What is written during the reading may be seen or not. A batch grows by itself where a bucket of a hash
 * holds more than it takes.
 */
public final class BatchReader {
    /** Takes the elements of one batch. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * Called once for each batch, in turn.
         *
         * @param keys {@code count} keys, one after the other; the memory is reused for the next batch
         * @param values as many values
         */
        void visit(Memory keys, Memory values, int count);
    }

    private final BpfMap map;
    private int batchSize;
    private Memory keys;
    private Memory values;

    BatchReader(BpfMap map, int batchSize) {
        if (batchSize < 1) {
            throw new IllegalArgumentException("a batch holds at least one element, not " + batchSize);
        }
        this.map = map;
        this.batchSize = batchSize;
        this.keys = allocateKeys();
        this.values = allocateValues();
    }

    void read(Visitor visitor) {
        try (Arena arena = Arena.ofConfined()) {
            // The kernel's place in the map: a bucket's number, or a key.
            MemorySegment place = arena.allocate(Math.max(map.info().keySize(), Integer.BYTES), 8);
            MemorySegment count = arena.allocate(JAVA_INT);
            MemorySegment from = MemorySegment.NULL;
            boolean more = true;
            while (more) {
                more = readBatch(from, place, count);
                int got = count.get(JAVA_INT, 0);
                if (got > 0) {
                    visitor.visit(keys, values, got);
                    from = place;
                }
            }
        }
    }

    /** Reads one batch; returns whether there is more. */
    private boolean readBatch(MemorySegment from, MemorySegment place, MemorySegment count) {
        int fd = map.descriptor().number();
        count.set(JAVA_INT, 0, batchSize);
        long result = ErrnoCall.raw(errno -> (int) Libbpf.MAP_LOOKUP_BATCH.invokeExact(
                errno, fd, from, place, keys.segment(), values.segment(), count, MemorySegment.NULL));
        if (result == -Errno.ENOSPC.number()) {
            grow();
            count.set(JAVA_INT, 0, 0);
            return true;
        }
        if (result < 0 && result != -Errno.ENOENT.number()) {
            throw new LinuxException("read batch of map", map.name(), new Errno((int) -result));
        }
        return result == 0;
    }

    private void grow() {
        batchSize = Math.multiplyExact(batchSize, 2);
        keys = allocateKeys();
        values = allocateValues();
    }

    private Memory allocateKeys() {
        return Memory.allocate((long) map.info().keySize() * batchSize);
    }

    private Memory allocateValues() {
        return Memory.allocate(map.info().lookupSize() * batchSize);
    }
}
