package dev.weir.simulation;

import dev.weir.model.Scheduler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * {@code lblc} and {@code lblcr}: a destination keeps its server, or its set of servers, until the lightest of them is
 * overloaded; then it gets the one that {@code wlc} would take, in its place or in addition. A set holds {@value
 * #MAX_SET} servers at most. That a set shrinks when it has stood for a day is left out: there is no clock.
 */
final class PickByLocality implements Picking {
    static final int MAX_SET = 8;

    private final Pool pool;
    private final ToLongFunction<Flow> destination;
    private final Tournament lightest;
    private final Tournament.Order order;
    private final boolean replicates;
    private final LongIntMap setOf = new LongIntMap();
    private final List<int[]> sets = new ArrayList<>();
    /** Servers with flows for less than half their weight: while there is one, a server can be overloaded. */
    private final boolean[] isRelaxed;

    private int relaxed;

    PickByLocality(Pool pool, int[] servers, ToLongFunction<Flow> destination, Scheduler scheduler) {
        this.pool = pool;
        this.destination = destination;
        this.order = PickLeast.order(pool, scheduler);
        this.lightest = new Tournament(pool, servers, order);
        this.replicates = scheduler == Scheduler.LBLCR;
        this.isRelaxed = new boolean[pool.size()];
        Arrays.stream(servers).forEach(this::changed);
    }

    @Override
    public int choose(Flow flow) {
        long key = destination.applyAsLong(flow);
        int set = setOf.get(key);
        int known = set == LongIntMap.ABSENT ? Pool.NONE : best(sets.get(set));
        if (known != Pool.NONE && !isOverloaded(known)) {
            return known;
        }
        int server = lightest.winner();
        if (server != Pool.NONE) {
            remember(key, set, server);
        }
        return server;
    }

    private int best(int[] set) {
        int best = Pool.NONE;
        for (int server : set) {
            if (isWilling(server) && (best == Pool.NONE || order.prefersLater(best, server))) {
                best = server;
            }
        }
        return best;
    }

    private boolean isWilling(int server) {
        return server != Pool.NONE && pool.takesNew(server);
    }

    private boolean isOverloaded(int server) {
        return pool.active(server) > pool.weight(server) && relaxed > 0;
    }

    private void remember(long key, int set, int server) {
        if (set == LongIntMap.ABSENT) {
            setOf.put(key, sets.size());
            sets.add(begun(server));
        } else if (replicates) {
            join(sets.get(set), server);
        } else {
            sets.get(set)[0] = server;
        }
    }

    private int[] begun(int server) {
        int[] set = new int[replicates ? MAX_SET : 1];
        Arrays.fill(set, Pool.NONE);
        set[0] = server;
        return set;
    }

    /** Into the last place that nobody has or somebody who takes nothing new, else into that of the heaviest. */
    private void join(int[] set, int server) {
        int heaviest = 0;
        int free = Pool.NONE;
        for (int i = 0; i < set.length; i++) {
            if (set[i] == server) {
                return;
            }
            if (!isWilling(set[i])) {
                free = i;
            } else if (!isWilling(set[heaviest]) || !order.prefersLater(set[heaviest], set[i])) {
                heaviest = i;
            }
        }
        set[free == Pool.NONE ? heaviest : free] = server;
    }

    @Override
    public void changed(int server) {
        lightest.changed(server);
        boolean isRelaxedNow = pool.takesNew(server) && pool.active(server) * 2L < pool.weight(server);
        if (isRelaxedNow != isRelaxed[server]) {
            isRelaxed[server] = isRelaxedNow;
            relaxed += isRelaxedNow ? 1 : -1;
        }
    }
}
