package dev.weir.director;

/** A director could not do what it must; the message says what is wrong, where, and the mend. */
public final class DirectorException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public DirectorException(String message) {
        super(message);
    }

    public DirectorException(String message, Throwable cause) {
        super(message, cause);
    }
}
