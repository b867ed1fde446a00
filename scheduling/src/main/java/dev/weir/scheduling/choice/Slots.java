package dev.weir.scheduling.choice;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/** A service's slots, each an index of a server. */
final class Slots {
    private final int[] servers;

    Slots(int[] servers) {
        this.servers = servers.clone();
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

    /** The first server that will do, from a slot on, once around. */
    OptionalInt firstFrom(int slot, IntPredicate will) {
        for (int n = 0; n < servers.length; n++) {
            int server = servers[(slot + n) % servers.length];
            if (will.test(server)) {
                return OptionalInt.of(server);
            }
        }
        return OptionalInt.empty();
    }

    /** Each server that has a slot, once. */
    int[] distinctServers() {
        return Arrays.stream(servers).distinct().toArray();
    }
}
