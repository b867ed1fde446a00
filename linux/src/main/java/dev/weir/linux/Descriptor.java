package dev.weir.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** An open file descriptor of this process, which is closed with this object. Any thread may use it. */
public final class Descriptor implements AutoCloseable {
    private static final int O_CLOEXEC = 0x80000;
    private static final int F_DUPFD_CLOEXEC = 1030;

    private static final MethodHandle OPEN =
            CLibrary.LIBC.variadicFunction("open", 2, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
    private static final MethodHandle FCNTL =
            CLibrary.LIBC.variadicFunction("fcntl", 2, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle CLOSE = CLibrary.LIBC.function("close", JAVA_INT, JAVA_INT);

    private final int number;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Descriptor(int number) {
        this.number = number;
    }

    /** Takes a descriptor over, to be closed here and nowhere else. */
    public static Descriptor own(int number) {
        if (number < 0) {
            throw new IllegalArgumentException("no file descriptor: " + number);
        }
        return new Descriptor(number);
    }

    /** Opens a file to read. */
    public static Descriptor openReadOnly(Path path) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(path.toString());
            return own(ErrnoCall.checked("open", path, errno -> (int) OPEN.invokeExact(errno, name, O_CLOEXEC, 0)));
        }
    }

    /** A second descriptor of what {@code number} refers to. */
    public static Descriptor duplicate(int number) {
        return own(ErrnoCall.checked(
                "fcntl F_DUPFD", number, errno -> (int) FCNTL.invokeExact(errno, number, F_DUPFD_CLOEXEC, 0)));
    }

    /**
     * Its number.
     *
     * @throws IllegalStateException if it is closed: the number may be another file's by now
     */
    public int number() {
        if (closed.get()) {
            throw new IllegalStateException("file descriptor " + number + " is closed");
        }
        return number;
    }

    /** Closes it; does nothing the second time. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            ErrnoCall.raw(errno -> (int) CLOSE.invokeExact(errno, number));
        }
    }
}
