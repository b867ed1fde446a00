package dev.weir.linux.bpf;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.weir.linux.CLibrary;
import dev.weir.linux.ErrnoCall;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * What libbpf, and through it the kernel's verifier, says while this thread calls it.
 *
 * <p>libbpf knows one print function a process. Ours keeps a message for the thread that {@link #open opened} a
 * log, and lets every other message go: libbpf's own habit of writing to standard error ends here.
 */
final class LibbpfLog implements AutoCloseable {
    private static final int DEBUG_LEVEL = 2;
    private static final ThreadLocal<@Nullable LibbpfLog> CURRENT = new ThreadLocal<>();

    private static final MethodHandle VASPRINTF =
            CLibrary.LIBC.plainFunction("vasprintf", JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
    private static final MethodHandle FREE = CLibrary.LIBC.procedure("free", ADDRESS);

    static {
        // libbpf_print_fn_t takes a va_list, which both ABIs that Weir runs on pass as a pointer.
        MemorySegment print = Linker.nativeLinker()
                .upcallStub(printHandle(), FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS), Arena.global());
        ErrnoCall.plainAddress(() -> (MemorySegment) Libbpf.SET_PRINT.invokeExact(print));
    }

    private final StringBuilder text = new StringBuilder();

    private LibbpfLog() {}

    /** Begins to keep what is said to this thread, until it is closed. */
    static LibbpfLog open() {
        LibbpfLog log = new LibbpfLog();
        CURRENT.set(log);
        return log;
    }

    private static MethodHandle printHandle() {
        MethodType type = MethodType.methodType(int.class, int.class, MemorySegment.class, MemorySegment.class);
        try {
            return MethodHandles.lookup().findStatic(LibbpfLog.class, "print", type);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Called by libbpf; whatever it threw would end the JVM. */
    @SuppressWarnings("unused")
    private static int print(int level, MemorySegment format, MemorySegment arguments) {
        LibbpfLog log = CURRENT.get();
        if (log == null || level >= DEBUG_LEVEL) {
            return 0;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment result = arena.allocate(ADDRESS);
            int length = (int) VASPRINTF.invokeExact(result, format, arguments);
            if (length >= 0) {
                log.take(result.get(ADDRESS, 0), length);
            }
            return length;
        } catch (Throwable t) {
            log.text.append("(a message was lost: ").append(t).append(")\n");
            return 0;
        }
    }

    private void take(MemorySegment message, int length) throws Throwable {
        text.append(message.reinterpret(length + 1L).getString(0));
        FREE.invokeExact(message);
    }

    /** All that was said since it was opened; empty if nothing was. */
    String text() {
        return text.toString();
    }

    @Override
    public void close() {
        CURRENT.remove();
    }
}
