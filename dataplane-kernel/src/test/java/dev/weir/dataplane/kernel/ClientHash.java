package dev.weir.dataplane.kernel;

import dev.weir.model.IpAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.IntStream;

/** The packet path's hash of a client ({@code client_hash} of hash.h), written again from its description. */
final class ClientHash {
    private static final long LOW_32_BITS = 0xffff_ffffL;

    private final int[] key;

    ClientHash(byte[] hashKey) {
        ByteBuffer words = ByteBuffer.wrap(hashKey).order(ByteOrder.nativeOrder());
        key = IntStream.range(0, 8).map(i -> words.getInt(4 * i)).toArray();
    }

    /** The slot of a client in a table of so many. */
    int slot(IpAddress client, int slots) {
        return (int) ((of(client) * slots) >>> 32);
    }

    /** 32 bits, unsigned. */
    long of(IpAddress client) {
        ByteBuffer bytes = ByteBuffer.wrap(client.mappedBytes()).order(ByteOrder.nativeOrder());
        long sum = pair(bytes.getInt(0), 0, bytes.getInt(4), 1) + pair(bytes.getInt(8), 2, bytes.getInt(12), 3);
        int address = (int) (sum ^ (sum >>> 32));
        return spread(pair(address, 6, bytes.getInt(12), 7));
    }

    private long pair(int a, int keyA, int b, int keyB) {
        return ((a + key[keyA]) & LOW_32_BITS) * ((b + key[keyB]) & LOW_32_BITS);
    }

    private static long spread(long sum) {
        return ((sum ^ (sum >>> 33)) * 0xff51afd7ed558ccdL) >>> 32;
    }
}
