package dev.weir.benchmarks.packet;

import java.nio.ByteBuffer;

/** The Internet checksum (RFC 1071). */
final class Checksum {
    private Checksum() {}

    /** The sum of 16-bit words, not folded. */
    static int sum(byte[] words) {
        return sum(ByteBuffer.wrap(words), 0, words.length);
    }

    /**
     * The checksum over a stretch of even length that begins at {@code from} and ends before {@code to}.
     *
     * @param more what is to be added to the sum, such as a pseudo header's
     */
    static short of(ByteBuffer bytes, int from, int to, int more) {
        int sum = more + sum(bytes, from, to);
        sum = (sum & 0xffff) + (sum >>> 16);
        return (short) ~((sum & 0xffff) + (sum >>> 16));
    }

    private static int sum(ByteBuffer bytes, int from, int to) {
        int sum = 0;
        for (int at = from; at < to; at += Short.BYTES) {
            sum += Short.toUnsignedInt(bytes.getShort(at));
        }
        return sum;
    }
}
