package dev.weir.linux.bpf;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * libbpf's {@code struct bpf_test_run_opts}, as it goes in and as it comes out.
 *
 * <pre>
 *   0 sz           8 data_in      16 data_out      24 data_size_in  28 data_size_out
 *  32 ctx_in      40 ctx_out      48 ctx_size_in   52 ctx_size_out
 *  56 retval      60 repeat       64 duration      68 flags         72 cpu   76 batch_size
 * </pre>
 */
final class TestRunOptions {
    private static final long SIZE = 80;
    private static final long DATA_IN = 8;
    private static final long DATA_OUT = 16;
    private static final long CONTEXT_IN = 32;
    private static final long CONTEXT_OUT = 40;

    /** A pair of lengths, in and out, stands so far behind its pair of pointers. */
    private static final long SIZES_BEHIND = 16;

    private static final long VERDICT = 56;
    private static final long REPEAT = 60;
    private static final long DURATION = 64;
    private static final long FLAGS = 68;
    private static final long BATCH_SIZE = 76;
    private static final int LIVE_FRAMES = 2;

    private final Arena arena;
    private final MemorySegment options;

    TestRunOptions(Arena arena, TestRun request) {
        this.arena = arena;
        this.options = arena.allocate(SIZE, 8);
        options.set(JAVA_LONG, 0, SIZE);
        setInput(DATA_IN, request.packet());
        setInput(CONTEXT_IN, request.context());
        options.set(JAVA_INT, REPEAT, request.repeat());
        if (request.liveBatch() > 0) {
            options.set(JAVA_INT, FLAGS, LIVE_FRAMES);
            options.set(JAVA_INT, BATCH_SIZE, request.liveBatch());
        } else {
            setOutput(DATA_OUT, DATA_IN, request.outputCapacity());
            setOutput(CONTEXT_OUT, CONTEXT_IN, request.context().length);
        }
    }

    private void setInput(long pointer, byte[] bytes) {
        if (bytes.length > 0) {
            MemorySegment copy = arena.allocate(bytes.length, 8);
            MemorySegment.copy(bytes, 0, copy, JAVA_BYTE, 0, bytes.length);
            options.set(ADDRESS, pointer, copy);
            options.set(JAVA_INT, pointer + SIZES_BEHIND, bytes.length);
        }
    }

    private void setOutput(long pointer, long inputPointer, int capacity) {
        if (capacity > 0) {
            options.set(ADDRESS, pointer, arena.allocate(capacity, 8));
            options.set(JAVA_INT, outputSize(inputPointer), capacity);
        }
    }

    private static long outputSize(long inputPointer) {
        return inputPointer + SIZES_BEHIND + Integer.BYTES;
    }

    MemorySegment segment() {
        return options;
    }

    TestRun.Result result() {
        return new TestRun.Result(
                options.get(JAVA_INT, VERDICT),
                output(DATA_OUT, DATA_IN),
                output(CONTEXT_OUT, CONTEXT_IN),
                options.get(JAVA_INT, DURATION));
    }

    private byte[] output(long pointer, long inputPointer) {
        MemorySegment start = options.get(ADDRESS, pointer);
        int size = start.address() == 0 ? 0 : options.get(JAVA_INT, outputSize(inputPointer));
        return start.reinterpret(size).toArray(JAVA_BYTE);
    }
}
