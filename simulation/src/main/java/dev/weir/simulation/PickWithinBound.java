package dev.weir.simulation;

import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * {@code mh} with a bounded load: from the slot that the hash means on, the first server that has less than its bound,
 * a percentage of its share by pull of all flows and the new one.
 */
final class PickWithinBound implements Picking {
    private static final long PERCENT = 100;

    private final Pool pool;
    private final Slots table;
    private final ToIntFunction<Flow> hash;
    private final long percent;
    private final long whole;

    PickWithinBound(Pool pool, Slots table, ToIntFunction<Flow> hash, int percent) {
        this.pool = pool;
        this.table = table;
        this.hash = hash;
        this.percent = percent;
        this.whole = PERCENT
                * IntStream.range(0, table.count())
                        .map(table::server)
                        .distinct()
                        .mapToLong(pool::pull)
                        .sum();
    }

    @Override
    public int choose(Flow flow) {
        int first = table.ofHash(hash.applyAsInt(flow));
        long allowed = percent * (pool.held() + 1L);
        for (int n = 0; n < table.count(); n++) {
            int server = table.server(table.wrapped(first + n));
            if (pool.takesNew(server) && pool.active(server) < Math.ceilDiv(allowed * pool.pull(server), whole)) {
                return server;
            }
        }
        return Pool.NONE;
    }
}
