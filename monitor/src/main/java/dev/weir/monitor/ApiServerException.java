package dev.weir.monitor;

/** The API can't be served; the message says what is wrong, and the mend. */
public final class ApiServerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ApiServerException(String message, Throwable cause) {
        super(message, cause);
    }

    ApiServerException(String message) {
        super(message);
    }
}
