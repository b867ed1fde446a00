package dev.weir.lab.trial;

/** A feature can't be tried on this machine; the message tells why, and what covers it instead. */
final class SkippedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SkippedException(String message) {
        super(message);
    }
}
