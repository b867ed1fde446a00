package dev.weir.simulation;

/** A service's slots, each the place of a server in a {@link Pool}. */
final class Slots {
    private final Pool pool;
    private final int[] servers;

    Slots(Pool pool, int[] servers) {
        this.pool = pool;
        this.servers = servers;
    }

    int count() {
        return servers.length;
    }

    /** The server in a slot. */
    int server(int slot) {
        return servers[slot];
    }

    /** The slot that a hash, or a random number, of 32 bits means: the table's part that it falls into. */
    int ofHash(int hash) {
        return (int) ((Integer.toUnsignedLong(hash) * servers.length) >>> Integer.SIZE);
    }

    /** The first server that takes new flows, from a slot on, once around. */
    int firstTaking(int slot) {
        for (int n = 0; n < servers.length; n++) {
            int server = servers[wrapped(slot + n)];
            if (pool.takesNew(server)) {
                return server;
            }
        }
        return Pool.NONE;
    }

    /** A slot less than once around too far. */
    int wrapped(int slot) {
        return slot < servers.length ? slot : slot - servers.length;
    }
}
