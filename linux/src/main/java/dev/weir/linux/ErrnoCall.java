package dev.weir.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.VarHandle;

/**
 * A call of a C function that tells a failure by a negative or a NULL result and errno.
 *
 * <pre>{@code
 * int fd = ErrnoCall.checked("open", path, errno -> (int) OPEN.invokeExact(errno, name, flags));
 * }</pre>
 */
public final class ErrnoCall {
    static final Linker.Option CAPTURE_ERRNO = Linker.Option.captureCallState("errno");

    private static final StructLayout CAPTURE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = CAPTURE.varHandle(PathElement.groupElement("errno"));
    private static final ThreadLocal<MemorySegment> CAPTURED =
            ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(CAPTURE));

    private ErrnoCall() {}

    /** A call with an integer for its result. */
    @FunctionalInterface
    public interface IntegerResult {
        /** Passes {@code errno} on as the handle's first argument. */
        long invoke(MemorySegment errno) throws Throwable;
    }

    /** A call with a pointer for its result. */
    @FunctionalInterface
    public interface AddressResult {
        /** Passes {@code errno} on as the handle's first argument. */
        MemorySegment invoke(MemorySegment errno) throws Throwable;
    }

    /** A call that sets no errno, with a pointer for its result. */
    @FunctionalInterface
    public interface PlainAddressResult {
        MemorySegment invoke() throws Throwable;
    }

    /** A call without a result: a lambda with a block, as an expression would bind a result of type Object. */
    @FunctionalInterface
    public interface NoResult {
        void invoke() throws Throwable;
    }

    /** Calls, for a result of at least 0, or the errno negated where the call failed. */
    public static long raw(IntegerResult call) {
        MemorySegment captured = CAPTURED.get();
        try {
            long result = call.invoke(captured);
            return result < 0 ? -(int) ERRNO.get(captured, 0L) : result;
        } catch (Throwable t) {
            throw neverThrown(t);
        }
    }

    /**
     * Calls, for a result of at least 0.
     *
     * @throws LinuxException if the call failed
     */
    public static long checkedLong(String operation, Object object, IntegerResult call) {
        long result = raw(call);
        if (result < 0) {
            throw new LinuxException(operation, object, new Errno((int) -result));
        }
        return result;
    }

    /** {@link #checkedLong} for a C {@code int}. */
    public static int checked(String operation, Object object, IntegerResult call) {
        return Math.toIntExact(checkedLong(operation, object, call));
    }

    /**
     * Calls, for a pointer that is not NULL.
     *
     * @throws LinuxException if it is NULL
     */
    public static MemorySegment checkedAddress(String operation, Object object, AddressResult call) {
        MemorySegment captured = CAPTURED.get();
        try {
            MemorySegment result = call.invoke(captured);
            if (result.address() == 0) {
                int number = (int) ERRNO.get(captured, 0L);
                throw new LinuxException(operation, object, number > 0 ? new Errno(number) : Errno.EINVAL);
            }
            return result;
        } catch (LinuxException e) {
            throw e;
        } catch (Throwable t) {
            throw neverThrown(t);
        }
    }

    /** Calls a function that sets no errno, for a pointer that may be NULL. */
    public static MemorySegment plainAddress(PlainAddressResult call) {
        try {
            return call.invoke();
        } catch (Throwable t) {
            throw neverThrown(t);
        }
    }

    /** Calls a function that can't fail. */
    public static void plain(NoResult call) {
        try {
            call.invoke();
        } catch (Throwable t) {
            throw neverThrown(t);
        }
    }

    /** C throws nothing: only a wrong binding, or an error of the JVM itself, comes here. */
    private static RuntimeException neverThrown(Throwable thrown) {
        if (thrown instanceof RuntimeException e) {
            return e;
        }
        if (thrown instanceof Error e) {
            throw e;
        }
        return new IllegalStateException("a C function was bound wrongly", thrown);
    }
}
