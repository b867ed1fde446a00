package dev.weir.linux.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * One netlink message as it was read; {@link MessageWriter} draws its layout.
 *
 * @param payload what follows the header, at position 0 and in the machine's byte order
 */
record NetlinkMessage(int type, int flags, int sequence, ByteBuffer payload) {
    static final int NOOP = 1;
    static final int ERROR = 2;
    static final int DONE = 3;

    /** Flags of a message that is read. */
    static final int DUMP_INTERRUPTED = 0x10;

    static final int CAPPED = 0x100;
    static final int HAS_ACK_ATTRIBUTES = 0x200;

    /**
     * Splits what one receive call returned.
     *
     * @throws NetlinkFormatException if a length leads out of the bytes
     */
    static List<NetlinkMessage> split(ByteBuffer datagram) {
        List<NetlinkMessage> messages = new ArrayList<>();
        ByteBuffer rest = datagram.slice().order(ByteOrder.nativeOrder());
        while (rest.remaining() >= MessageWriter.HEADER_LENGTH) {
            int start = rest.position();
            int length = rest.getInt(start);
            if (length < MessageWriter.HEADER_LENGTH || length > rest.remaining()) {
                throw new NetlinkFormatException(
                        "a message of " + length + " bytes where " + rest.remaining() + " are left");
            }
            messages.add(read(rest.slice(start, length).order(ByteOrder.nativeOrder())));
            rest.position(Math.min(start + align(length), rest.limit()));
        }
        return messages;
    }

    private static NetlinkMessage read(ByteBuffer message) {
        ByteBuffer payload = message.slice(
                        MessageWriter.HEADER_LENGTH, message.capacity() - MessageWriter.HEADER_LENGTH)
                .order(ByteOrder.nativeOrder());
        return new NetlinkMessage(
                Short.toUnsignedInt(message.getShort(4)),
                Short.toUnsignedInt(message.getShort(6)),
                message.getInt(8),
                payload);
    }

    /** The attributes behind a header of the family. */
    Attributes attributes(int headerLength) {
        return Attributes.parse(header(headerLength).slice(headerLength, payload.capacity() - headerLength));
    }

    /** The payload, which has at least the header of the family. */
    ByteBuffer header(int length) {
        if (length < 0 || payload.capacity() < length) {
            throw new NetlinkFormatException("message of type " + type + " has " + payload.capacity()
                    + " bytes, less than its header of " + length);
        }
        return payload;
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    static int align(int length) {
        return (length + 3) & ~3;
    }
}
