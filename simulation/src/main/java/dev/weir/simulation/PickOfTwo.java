package dev.weir.simulation;

import dev.weir.model.Scheduler;

/**
 * {@code twos} and {@code least-latency}: the better of two servers that are drawn by pull. Every server is taken to
 * answer equally soon, so that the latter goes by the number of flows alone.
 */
final class PickOfTwo implements Picking {
    private final Pool pool;
    private final Slots ring;
    private final boolean byPull;

    PickOfTwo(Pool pool, Slots ring, Scheduler scheduler) {
        this.pool = pool;
        this.ring = ring;
        this.byPull = scheduler == Scheduler.TWOS;
    }

    @Override
    public int choose(Flow flow) {
        if (ring.count() == 0) {
            return Pool.NONE;
        }
        int slot = ring.ofHash(flow.firstLot());
        int first = ring.server(slot);
        int second = ring.server(ring.ofHash(flow.secondLot()));
        if (!pool.takesNew(first)) {
            return pool.takesNew(second) ? second : ring.firstTaking(slot);
        }
        return pool.takesNew(second) && isBetter(second, first) ? second : first;
    }

    private boolean isBetter(int a, int b) {
        return byPull
                ? (long) pool.active(a) * pool.pull(b) < (long) pool.active(b) * pool.pull(a)
                : pool.active(a) < pool.active(b);
    }
}
