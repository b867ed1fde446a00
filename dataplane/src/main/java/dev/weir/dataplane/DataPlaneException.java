package dev.weir.dataplane;

/** A data plane could not do what it was asked; the message says what, and the mend where one is known. */
public class DataPlaneException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public DataPlaneException(String message) {
        super(message);
    }

    public DataPlaneException(String message, Throwable cause) {
        super(message, cause);
    }
}
