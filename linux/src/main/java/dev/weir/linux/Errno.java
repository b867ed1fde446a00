package dev.weir.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * A reason for which a system call failed, as errno(3) numbers them.
 *
 * @param number the positive number; the constants are those of x86-64 and AArch64
 */
public record Errno(int number) {
    public static final Errno EPERM = new Errno(1);
    public static final Errno ENOENT = new Errno(2);
    public static final Errno ESRCH = new Errno(3);
    public static final Errno EINTR = new Errno(4);
    public static final Errno E2BIG = new Errno(7);
    public static final Errno EBADF = new Errno(9);
    public static final Errno EAGAIN = new Errno(11);
    public static final Errno ENOMEM = new Errno(12);
    public static final Errno EACCES = new Errno(13);
    public static final Errno EBUSY = new Errno(16);
    public static final Errno EEXIST = new Errno(17);
    public static final Errno ENODEV = new Errno(19);
    public static final Errno EINVAL = new Errno(22);
    public static final Errno ENOSPC = new Errno(28);
    public static final Errno EBADMSG = new Errno(74);
    public static final Errno EOPNOTSUPP = new Errno(95);
    public static final Errno EADDRNOTAVAIL = new Errno(99);
    public static final Errno ENETUNREACH = new Errno(101);
    public static final Errno ENOBUFS = new Errno(105);
    public static final Errno ETIMEDOUT = new Errno(110);
    public static final Errno EHOSTUNREACH = new Errno(113);

    private static final int LONGEST_TEXT = 256;
    private static final MethodHandle NAME = CLibrary.LIBC.plainFunction("strerrorname_np", ADDRESS, JAVA_INT);
    private static final MethodHandle WORDS = CLibrary.LIBC.plainFunction("strerrordesc_np", ADDRESS, JAVA_INT);

    public Errno {
        if (number <= 0) {
            throw new IllegalArgumentException("an errno is positive, not " + number);
        }
    }

    /** Its name in C, such as {@code ENOENT}; the number where the C library knows none. */
    public String symbol() {
        return text(ErrnoCall.plainAddress(() -> (MemorySegment) NAME.invokeExact(number)), "errno " + number);
    }

    /** What it means, such as {@code No such file or directory}. */
    public String words() {
        return text(ErrnoCall.plainAddress(() -> (MemorySegment) WORDS.invokeExact(number)), "unknown error");
    }

    private static String text(MemorySegment address, String otherwise) {
        return address.address() == 0
                ? otherwise
                : address.reinterpret(LONGEST_TEXT).getString(0);
    }

    /** {@code ENOENT (No such file or directory)}. */
    @Override
    public String toString() {
        return symbol() + " (" + words() + ")";
    }
}
