package dev.weir.simulation;

/**
 * Counts distinct clients by the server of their first flow. With millions of clients each look-up misses the
 * processor's caches, so flows are collected and looked up together: then the misses overlap.
 */
final class ClientCount {
    private static final int TOGETHER = 1_024;

    private final LongSet known = new LongSet();
    private final long[] clientsOf;
    private final long[] waitingClients = new long[TOGETHER];
    private final int[] waitingServers = new int[TOGETHER];
    private int waiting;

    ClientCount(int servers) {
        this.clientsOf = new long[servers];
    }

    /** A flow of the client with that hash, at a server. */
    void add(long client, int server) {
        waitingClients[waiting] = client;
        waitingServers[waiting] = server;
        waiting++;
        if (waiting == TOGETHER) {
            flush();
        }
    }

    /** Clients whose first flow was at {@code server}. */
    long of(int server) {
        flush();
        return clientsOf[server];
    }

    long total() {
        flush();
        return known.size();
    }

    private void flush() {
        for (int i = 0; i < waiting; i++) {
            if (known.add(waitingClients[i])) {
                clientsOf[waitingServers[i]]++;
            }
        }
        waiting = 0;
    }
}
