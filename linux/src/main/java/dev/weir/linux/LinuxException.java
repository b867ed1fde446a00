package dev.weir.linux;

/**
 * The kernel, or a C library, refused an operation; tells which, on what, and the errno in words.
 *
 * <p>Its message reads {@code open /x: ENOENT (No such file or directory)}, with what the kernel added at the end.
 */
public class LinuxException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String operation;
    private final String object;
    private final transient Errno errno;

    public LinuxException(String operation, Object object, Errno errno) {
        this(operation, object, errno, "");
    }

    /**
     * With what more is known.
     *
     * @param operation what was tried, such as {@code open}
     * @param object what it was tried on, such as a path or an interface's name
     * @param detail what more is known, such as the kernel's own explanation; may be empty
     */
    public LinuxException(String operation, Object object, Errno errno, String detail) {
        super(operation + " " + object + ": " + errno + (detail.isEmpty() ? "" : ": " + detail));
        this.operation = operation;
        this.object = object.toString();
        this.errno = errno;
    }

    public String operation() {
        return operation;
    }

    public String object() {
        return object;
    }

    public Errno errno() {
        return errno;
    }
}
