package dev.weir.linux.bpf;

/** BTF that can't be read, or that lacks a type or field that was asked for; the message names what there is. */
public final class BtfException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BtfException(String message) {
        super(message);
    }
}
