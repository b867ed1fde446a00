package dev.weir.lab;

/** Something the lab needs of the machine went wrong: a program that failed, a file that could not be written. */
public final class LabException extends RuntimeException {
    public LabException(String message) {
        super(message);
    }

    public LabException(String message, Throwable cause) {
        super(message, cause);
    }
}
