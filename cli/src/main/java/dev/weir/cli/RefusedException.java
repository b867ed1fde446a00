package dev.weir.cli;

/** A command can't do what it is asked with what it is given; the message says why, and the mend. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RefusedException(String message) {
        super(message);
    }

    RefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
