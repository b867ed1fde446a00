package dev.weir.scheduling;

import dev.weir.model.Endpoint;
import dev.weir.model.RealServer;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * The table of {@code mh}: shares as even as the weights allow, and few slots that change hands when a server
 * joins, leaves or is quiesced.
 *
 * <p>Each server prefers the slots in an order of its own, a permutation that only its endpoint and the secret
 * decide; the servers take turns, and who is at turn gets the first slot of its order that is still free
 * (Eisenbud et al., Maglev, NSDI 2016, section 3.4). The turns are those of a {@link RoundRobinRing} of the
 * weights, so that no share is off by more than the ring is uneven.
 *
 * <p>The size is a prime, as in IPVS's {@code ip_vs_mh.c}: the smallest of {@link #SIZES} with 100 slots for
 * each server of the pool, quiesced ones too. Where a pool outgrows its size, most clients move once.
 *
 * @see <a href="https://www.usenix.org/system/files/conference/nsdi16/nsdi16-paper-eisenbud.pdf">The paper</a>
 */
final class MaglevTable implements SlotScheduler {
    static final int SLOTS_PER_SERVER = 100;

    /** From these primes the table's size is chosen; the largest serves larger pools too. */
    static final List<Integer> SIZES = List.of(251, 509, 1021, 2039, 4093, 8191, 16_381, 32_749, 65_521, 131_071);

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
        int size = size(servers.size());
        int[] weights = Arrays.stream(order).map(i -> servers.get(i).weight()).toArray();
        int[] turns = RoundRobinRing.ring(Weights.lowestTerms(weights, size));
        Preference[] preferences = Arrays.stream(order)
                .mapToObj(i -> preference(servers.get(i).endpoint(), size))
                .toArray(Preference[]::new);
        return fill(size, turns, order, preferences);
    }

    static int size(int servers) {
        return SIZES.stream()
                .filter(size -> size >= (long) servers * SLOTS_PER_SERVER)
                .findFirst()
                .orElse(SIZES.getLast());
    }

    private Preference preference(Endpoint endpoint, int size) {
        byte[] name = ByteBuffer.allocate(18)
                .put(endpoint.address().mappedBytes())
                .putShort((short) endpoint.port())
                .array();
        long hashed = hash.hash(name);
        int offset = Integer.remainderUnsigned((int) (hashed >>> 32), size);
        int skip = Integer.remainderUnsigned((int) hashed, size - 1) + 1;
        return new Preference(size, offset, skip);
    }

    private static int[] fill(int size, int[] turns, int[] order, Preference[] preferences) {
        int[] slots = new int[size];
        Arrays.fill(slots, FREE);
        for (int taken = 0; taken < size; taken++) {
            int turn = turns[taken % turns.length];
            slots[preferences[turn].nextFree(slots)] = order[turn];
        }
        return slots;
    }

    /** A server's order of the slots: from an offset on, each {@code skip} slots further, round and round. */
    private static final class Preference {
        private final int size;
        private final int skip;
        private int slot;

        Preference(int size, int offset, int skip) {
            this.size = size;
            this.skip = skip;
            this.slot = offset;
        }

        int nextFree(int[] slots) {
            while (slots[slot] != FREE) {
                slot += skip;
                slot -= slot >= size ? size : 0;
            }
            return slot;
        }
    }
}
