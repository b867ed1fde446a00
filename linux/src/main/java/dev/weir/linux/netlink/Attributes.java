package dev.weir.linux.netlink;

import dev.weir.model.IpAddress;
import dev.weir.model.MacAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The attributes of a netlink message by their type; of two of one type the later counts, as in the kernel.
 *
 * <p>An attribute that is there but of a wrong length throws {@link NetlinkFormatException}.
 */
final class Attributes {
    private static final int HEADER_LENGTH = 4;

    /** The type without the bits that tell a nested or a big-endian one. */
    private static final int TYPE_MASK = 0x3fff;

    private final Map<Integer, ByteBuffer> payloads;

    private Attributes(Map<Integer, ByteBuffer> payloads) {
        this.payloads = payloads;
    }

    static Attributes parse(ByteBuffer bytes) {
        Map<Integer, ByteBuffer> payloads = new HashMap<>();
        ByteBuffer rest = bytes.slice().order(ByteOrder.nativeOrder());
        while (rest.remaining() >= HEADER_LENGTH) {
            int start = rest.position();
            int length = Short.toUnsignedInt(rest.getShort(start));
            if (length < HEADER_LENGTH || length > rest.remaining()) {
                throw new NetlinkFormatException(
                        "an attribute of " + length + " bytes where " + rest.remaining() + " are left");
            }
            int type = rest.getShort(start + 2) & TYPE_MASK;
            payloads.put(type, rest.slice(start + HEADER_LENGTH, length - HEADER_LENGTH));
            rest.position(Math.min(start + NetlinkMessage.align(length), rest.limit()));
        }
        return new Attributes(payloads);
    }

    Optional<byte[]> bytes(int type) {
        return Optional.ofNullable(payloads.get(type)).map(payload -> {
            byte[] copy = new byte[payload.capacity()];
            payload.get(0, copy);
            return copy;
        });
    }

    OptionalInt u32(int type) {
        Optional<byte[]> bytes = bytes(type);
        if (bytes.isEmpty()) {
            return OptionalInt.empty();
        }
        checkLength(type, bytes.get(), Integer.BYTES);
        return OptionalInt.of(
                ByteBuffer.wrap(bytes.get()).order(ByteOrder.nativeOrder()).getInt());
    }

    OptionalInt u8(int type) {
        Optional<byte[]> bytes = bytes(type);
        if (bytes.isEmpty()) {
            return OptionalInt.empty();
        }
        checkLength(type, bytes.get(), 1);
        return OptionalInt.of(Byte.toUnsignedInt(bytes.get()[0]));
    }

    /** A text up to its first 0. */
    Optional<String> text(int type) {
        return bytes(type).map(bytes -> {
            String text = new String(bytes, StandardCharsets.UTF_8);
            int end = text.indexOf(0);
            return end < 0 ? text : text.substring(0, end);
        });
    }

    Optional<Attributes> nested(int type) {
        return Optional.ofNullable(payloads.get(type)).map(Attributes::parse);
    }

    Optional<IpAddress> address(int type) {
        return bytes(type).map(bytes -> {
            if (bytes.length != 4 && bytes.length != 16) {
                throw wrongLength(type, bytes.length);
            }
            return IpAddress.ofBytes(bytes);
        });
    }

    /** A link-layer address if it is Ethernet's; that of a tunnel, say, is left out. */
    Optional<MacAddress> mac(int type) {
        return bytes(type).filter(bytes -> bytes.length == MacAddress.LENGTH).map(MacAddress::ofBytes);
    }

    private static void checkLength(int type, byte[] bytes, int wanted) {
        if (bytes.length != wanted) {
            throw wrongLength(type, bytes.length);
        }
    }

    private static NetlinkFormatException wrongLength(int type, int length) {
        return new NetlinkFormatException("attribute " + type + " has a wrong length of " + length + " bytes");
    }
}
