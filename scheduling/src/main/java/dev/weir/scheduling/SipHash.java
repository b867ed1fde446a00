package dev.weir.scheduling;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * SipHash-2-4, a keyed hash of short inputs: who does not know the key can't tell which inputs collide.
 *
 * @see <a href="https://www.aumasson.jp/siphash/siphash.pdf">Aumasson and Bernstein, SipHash: a fast
 *     short-input PRF, INDOCRYPT 2012</a>
 */
final class SipHash {
    static final int KEY_LENGTH = 16;

    private final long k0;
    private final long k1;

    /** Keyed with 16 secret bytes. */
    SipHash(byte[] key) {
        if (key.length != KEY_LENGTH) {
            throw new IllegalArgumentException("the key has 16 bytes, not " + key.length);
        }
        ByteBuffer words = ByteBuffer.wrap(key).order(ByteOrder.LITTLE_ENDIAN);
        this.k0 = words.getLong();
        this.k1 = words.getLong();
    }

    long hash(byte[] input) {
        ByteBuffer bytes = ByteBuffer.wrap(input).order(ByteOrder.LITTLE_ENDIAN);
        State state = new State(k0, k1);
        while (bytes.remaining() >= Long.BYTES) {
            state.absorb(bytes.getLong());
        }
        state.absorb(lastWord(bytes, input.length));
        return state.finish();
    }

    /** The bytes that are left, and the length in the top byte. */
    private static long lastWord(ByteBuffer rest, int length) {
        long word = (long) length << 56;
        for (int shift = 0; rest.hasRemaining(); shift += Byte.SIZE) {
            word |= (rest.get() & 0xffL) << shift;
        }
        return word;
    }

    /** Four words that the input is stirred into. */
    private static final class State {
        private long v0;
        private long v1;
        private long v2;
        private long v3;

        State(long k0, long k1) {
            v0 = k0 ^ 0x736f6d6570736575L;
            v1 = k1 ^ 0x646f72616e646f6dL;
            v2 = k0 ^ 0x6c7967656e657261L;
            v3 = k1 ^ 0x7465646279746573L;
        }

        void absorb(long word) {
            v3 ^= word;
            round();
            round();
            v0 ^= word;
        }

        long finish() {
            v2 ^= 0xff;
            for (int i = 0; i < 4; i++) {
                round();
            }
            return v0 ^ v1 ^ v2 ^ v3;
        }

        private void round() {
            v0 += v1;
            v2 += v3;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v1;
            v0 += v3;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 = Long.rotateLeft(v2, 32);
        }
    }
}
