package dev.weir.linux.netlink;

/** Bytes from a netlink socket that are no message: too short, or with a length that leads out of them. */
public final class NetlinkFormatException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NetlinkFormatException(String message) {
        super(message);
    }
}
