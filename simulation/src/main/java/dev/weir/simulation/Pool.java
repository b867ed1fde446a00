package dev.weir.simulation;

import dev.weir.model.RealServer;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * The servers of one service while simulated flows come and go, known by their place in the service's list. Owned by
 * the thread that simulates.
 */
final class Pool {
    /** In place of a server: none. */
    static final int NONE = -1;

    private final int[] pulls;
    private final int[] weights;
    private final int[] uppers;
    private final int[] lowers;
    private final int[] active;
    private final boolean[] full;
    private int held;

    Pool(List<RealServer> servers) {
        this.pulls = of(servers, RealServer::pull);
        this.weights = of(servers, RealServer::weight);
        this.uppers = of(servers, server -> server.thresholds().upper());
        this.lowers = of(servers, server -> server.thresholds().effectiveLower());
        this.active = new int[servers.size()];
        this.full = new boolean[servers.size()];
    }

    private static int[] of(List<RealServer> servers, ToIntFunction<RealServer> figure) {
        return servers.stream().mapToInt(figure).toArray();
    }

    /** Whether a new flow may go there: it is not quiesced, and not full. */
    boolean takesNew(int server) {
        return pulls[server] != 0 && !full[server];
    }

    void arrive(int server) {
        active[server]++;
        held++;
        if (uppers[server] != 0 && active[server] >= uppers[server]) {
            full[server] = true;
        }
    }

    void leave(int server) {
        active[server]--;
        held--;
        if (active[server] < lowers[server]) {
            full[server] = false;
        }
    }

    int active(int server) {
        return active[server];
    }

    int weight(int server) {
        return weights[server];
    }

    int pull(int server) {
        return pulls[server];
    }

    int size() {
        return pulls.length;
    }

    /** Flows at all servers together. */
    int held() {
        return held;
    }
}
