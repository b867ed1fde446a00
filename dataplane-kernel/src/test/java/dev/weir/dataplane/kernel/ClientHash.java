package dev.weir.dataplane.kernel;

import dev.weir.model.IpAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.IntStream;

/** The packet path's hash of a client or a destination ({@code party_hash} of hash.h), written again. */
final class ClientHash {
    private static final long LOW_32_BITS = 0xffff_ffffL;

    private final int[] key;

    ClientHash(byte[] hashKey) {
        ByteBuffer words = ByteBuffer.wrap(hashKey).order(ByteOrder.nativeOrder());
        key = IntStream.range(0, 8).map(i -> words.getInt(4 * i)).toArray();
    }

    int of(IpAddress party) {
        return of(party, 0);
    }

    /**
     * 32 bits.
     *
     * @param port 0 where ports are not hashed
     */
    int of(IpAddress party, int port) {
        ByteBuffer bytes = ByteBuffer.wrap(party.mappedBytes()).order(ByteOrder.nativeOrder());
        long sum = pair(bytes.getInt(0), 0, bytes.getInt(4), 1) + pair(bytes.getInt(8), 2, bytes.getInt(12), 3);
        int inNetworkOrder = Integer.reverseBytes(port) >>> Short.SIZE;
        int address = (int) (sum ^ (sum >>> 32)) + inNetworkOrder;
        return spread(pair(address, 6, bytes.getInt(12), 7));
    }

    private long pair(int a, int keyA, int b, int keyB) {
        return ((a + key[keyA]) & LOW_32_BITS) * ((b + key[keyB]) & LOW_32_BITS);
    }

    private static int spread(long sum) {
        return (int) (((sum ^ (sum >>> 33)) * 0xff51afd7ed558ccdL) >>> 32);
    }
}
