package dev.weir.api;

/** A director could not be asked, or refused the question; the message says what is wrong, and the mend. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What kind of failure it is. */
    public enum Fault {
        /** No director runs on this machine, or not with this run directory. */
        NO_DIRECTOR,
        /** This user may not read the token, or the director doesn't know it. */
        NOT_ALLOWED,
        /** Who answers is not the director: its certificate is another. */
        FOREIGN_CERTIFICATE,
        /** No answer came in time, or it broke off. */
        NO_ANSWER,
        /** The director answered that it won't: the question is wrong, or the director is in trouble. */
        REFUSED
    }

    private final Fault fault;

    ApiException(Fault fault, String message) {
        super(message);
        this.fault = fault;
    }

    ApiException(Fault fault, String message, Throwable cause) {
        super(message, cause);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
