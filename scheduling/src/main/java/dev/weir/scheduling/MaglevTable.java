package dev.weir.scheduling;

import dev.weir.model.Endpoint;
import dev.weir.model.RealServer;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * The table of {@code mh}: shares as even as the pulls allow, and few slots that change hands when a server joins,
 * leaves, is quiesced or is given another weight.
 *
 * <p>Each server prefers the slots in an order of its own, a permutation that only its endpoint and the secret
 * decide; the servers take turns, and who is at turn gets the first slot of its order that is still free
 * (Eisenbud et al., Maglev, NSDI 2016, section 3.4). {@link MaglevTurns} tells whose turn it is.
 *
 * <p>The size is a prime, as in IPVS's {@code ip_vs_mh.c}: the smallest of {@link #SIZES} with {@value
 * #SLOTS_PER_SERVER} slots for each regular server of the pool, quiesced ones too. Where a pool outgrows its size, most
 * clients that are not connected move once.
 *
 * @see <a href="https://www.usenix.org/system/files/conference/nsdi16/nsdi16-paper-eisenbud.pdf">The paper</a>
 */
final class MaglevTable implements SlotScheduler {
    static final int SLOTS_PER_SERVER = 200;

    /** From these primes the table's size is chosen; the largest serves larger pools too. */
    static final List<Integer> SIZES = List.of(2039, 4093, 8191, 16_381, 32_749, 65_537);

    private static final int FREE = -1;

    private final SipHash hash;

    /** Keyed with 16 secret bytes, so that nobody else can tell which client gets which server. */
    MaglevTable(byte[] secret) {
        this.hash = new SipHash(secret);
    }

    @Override
    public int[] slots(List<RealServer> servers) {
        int[] order = EndpointOrder.ofWilling(servers);
        if (order.length == 0) {
            return order;
        }
        int size = size((int) servers.stream().filter(RealServer::isRegular).count());
        int[] pulls = Arrays.stream(order).map(i -> servers.get(i).pull()).toArray();
        Preferences preferences = new Preferences(order.length, size);
        for (int i = 0; i < order.length; i++) {
            preferences.set(i, hash(servers.get(order[i]).endpoint()));
        }
        return fill(size, MaglevTurns.of(pulls, size), order, preferences);
    }

    static int size(int servers) {
        return SIZES.stream()
                .filter(size -> size >= (long) servers * SLOTS_PER_SERVER)
                .findFirst()
                .orElse(SIZES.getLast());
    }

    private long hash(Endpoint endpoint) {
        byte[] name = ByteBuffer.allocate(18)
                .put(endpoint.address().mappedBytes())
                .putShort((short) endpoint.port())
                .array();
        return hash.hash(name);
    }

    private static int[] fill(int size, int[] turns, int[] order, Preferences preferences) {
        int[] slots = new int[size];
        Arrays.fill(slots, FREE);
        for (int turn : turns) {
            slots[preferences.nextFree(turn, slots)] = order[turn];
        }
        return slots;
    }

    /** Each server's order of the slots: from an offset on, so many slots further each time, round and round. */
    private static final class Preferences {
        private final int size;
        private final int[] slot;
        private final int[] skip;

        Preferences(int servers, int size) {
            this.size = size;
            slot = new int[servers];
            skip = new int[servers];
        }

        void set(int server, long hash) {
            slot[server] = Integer.remainderUnsigned((int) (hash >>> 32), size);
            skip[server] = Integer.remainderUnsigned((int) hash, size - 1) + 1;
        }

        int nextFree(int server, int[] slots) {
            int at = slot[server];
            int step = skip[server];
            while (slots[at] != FREE) {
                at += step;
                at -= at >= size ? size : 0;
            }
            slot[server] = at;
            return at;
        }
    }
}
