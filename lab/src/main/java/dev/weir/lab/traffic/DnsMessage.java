package dev.weir.lab.traffic;

import dev.weir.model.IpAddress;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The part of the DNS message format (RFC 1035, section 4) that one question for an IPv4 address needs. */
final class DnsMessage {
    /** Longest message over UDP without extensions. */
    static final short MAX_BYTES = 512;

    private static final int MAX_QUESTION_BYTES = 4096;

    private static final short RECURSION_DESIRED = 0x0100;
    private static final int RESPONSE = 0x8000;
    private static final int RESPONSE_CODE = 0x000f;
    private static final int COMPRESSED = 0xc0;
    private static final short TYPE_A = 1;
    private static final short TYPE_OPTIONS = 41;
    private static final short CLASS_INTERNET = 1;

    /** The first of those for local use (RFC 6891, section 9). */
    private static final short OPTION_OF_NOBODY = (short) 65_001;

    private DnsMessage() {}

    /** The question for the IPv4 address of {@code name}. */
    static byte[] question(short id, String name) {
        return bytes(question(id, name, 0));
    }

    /** The same with an option of {@code octets} octets that nobody knows (RFC 6891), and so that much longer. */
    static byte[] longQuestion(short id, String name, int octets) {
        ByteBuffer message = question(id, name, 1);
        message.put((byte) 0).putShort(TYPE_OPTIONS).putShort(MAX_BYTES).putInt(0);
        message.putShort((short) (4 + octets)).putShort(OPTION_OF_NOBODY).putShort((short) octets);
        message.put(new byte[octets]);
        return bytes(message);
    }

    private static ByteBuffer question(short id, String name, int additional) {
        ByteBuffer message = ByteBuffer.allocate(MAX_QUESTION_BYTES);
        message.putShort(id).putShort(RECURSION_DESIRED);
        message.putShort((short) 1).putShort((short) 0).putShort((short) 0).putShort((short) additional);
        for (String label : name.split("\\.", -1)) {
            byte[] octets = label.getBytes(StandardCharsets.US_ASCII);
            message.put((byte) octets.length).put(octets);
        }
        return message.put((byte) 0).putShort(TYPE_A).putShort(CLASS_INTERNET);
    }

    private static byte[] bytes(ByteBuffer message) {
        byte[] bytes = new byte[message.position()];
        message.flip().get(bytes);
        return bytes;
    }

    /** The first IPv4 address that answers question {@code id}; none if it isn't that answer, or an error. */
    static Optional<IpAddress> answer(short id, ByteBuffer message) {
        try {
            if (message.getShort() != id || !isSuccess(message.getShort())) {
                return Optional.empty();
            }
            short questions = message.getShort();
            short answers = message.getShort();
            message.position(message.position() + 4);
            return questions == 1 && answers >= 1 ? firstAddress(message) : Optional.empty();
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isSuccess(short flags) {
        return (flags & RESPONSE) != 0 && (flags & RESPONSE_CODE) == 0;
    }

    private static Optional<IpAddress> firstAddress(ByteBuffer message) {
        skipName(message);
        message.position(message.position() + 4);
        skipName(message);
        short type = message.getShort();
        message.position(message.position() + 6);
        short length = message.getShort();
        return type == TYPE_A && length == 4 ? Optional.of(IpAddress.ofIpv4(message.getInt())) : Optional.empty();
    }

    private static void skipName(ByteBuffer message) {
        while (true) {
            int length = message.get() & 0xff;
            if (length == 0) {
                return;
            }
            if ((length & COMPRESSED) == COMPRESSED) {
                message.get();
                return;
            }
            message.position(message.position() + length);
        }
    }
}
