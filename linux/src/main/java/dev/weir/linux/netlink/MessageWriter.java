package dev.weir.linux.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * One netlink message being written; used once.
 *
 * <pre>
 *  header:     u32 length, u16 type, u16 flags, u32 sequence, u32 port
 *  then:       the family's own header, padded to 4
 *  attributes: u16 length, u16 type, payload, padded to 4
 * </pre>
 *
 * <p>Integers are in the machine's byte order, as netlink has them.
 */
final class MessageWriter {
    static final int HEADER_LENGTH = 16;

    private static final int CAPACITY = 4096;
    private static final int NESTED = 0x8000;
    private static final int SEQUENCE_AT = 8;

    private final ByteBuffer buffer = ByteBuffer.allocate(CAPACITY).order(ByteOrder.nativeOrder());

    MessageWriter(int type, int flags) {
        buffer.putInt(0)
                .putShort((short) type)
                .putShort((short) flags)
                .putInt(0)
                .putInt(0);
    }

    MessageWriter u8(int value) {
        buffer.put((byte) value);
        return this;
    }

    MessageWriter u16(int value) {
        buffer.putShort((short) value);
        return this;
    }

    MessageWriter u32(int value) {
        buffer.putInt(value);
        return this;
    }

    MessageWriter attribute(int type, byte[] payload) {
        return attribute(type, writer -> writer.buffer.put(payload));
    }

    MessageWriter attribute(int type, int value) {
        return attribute(type, writer -> writer.u32(value));
    }

    /** A text that ends with a 0. */
    MessageWriter attribute(int type, String text) {
        return attribute(
                type,
                writer ->
                        writer.buffer.put(text.getBytes(StandardCharsets.UTF_8)).put((byte) 0));
    }

    /** An attribute that is made of attributes. */
    MessageWriter nest(int type, Consumer<MessageWriter> contents) {
        return attribute(type | NESTED, contents);
    }

    MessageWriter attribute(int type, Consumer<MessageWriter> payload) {
        int start = buffer.position();
        u16(0).u16(type);
        payload.accept(this);
        buffer.putShort(start, (short) (buffer.position() - start));
        while (buffer.position() % 4 != 0) {
            buffer.put((byte) 0);
        }
        return this;
    }

    /** The whole message under a sequence number. */
    byte[] bytes(int sequence) {
        buffer.putInt(0, buffer.position());
        buffer.putInt(SEQUENCE_AT, sequence);
        byte[] bytes = new byte[buffer.position()];
        buffer.get(0, bytes);
        return bytes;
    }
}
