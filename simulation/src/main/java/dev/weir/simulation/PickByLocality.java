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
            if (pool.takesNew(server) && (best == Pool.NONE || order.prefersLater(best, server))) {
                best = server;
            }
        }
        return best;
    }

    private boolean isOverloaded(int server) {
        return pool.active(server) > pool.weight(server) && relaxed > 0;
    }

    private void remember(long key, int set, int server) {
        if (set == LongIntMap.ABSENT) {
            setOf.put(key, sets.size());
            sets.add(new int[] {server});
        } else if (replicates) {
            sets.set(set, joined(sets.get(set), server));
        } else {
            sets.get(set)[0] = server;
        }
    }

    /** With {@code server}: where one takes nothing new, or there is room left, or in the place of the heaviest. */
    private int[] joined(int[] set, int server) {
        int heaviest = 0;
        for (int i = 0; i < set.length; i++) {
            if (set[i] == server) {
                return set;
            }
            heaviest = order.prefersLater(set[i], set[heaviest]) ? i : heaviest;
        }
        int place = set.length < MAX_SET ? set.length : heaviest;
        for (int i = set.length - 1; i >= 0; i--) {
            place = pool.takesNew(set[i]) ? place : i;
        }
        int[] enlarged = place == set.length ? Arrays.copyOf(set, place + 1) : set;
        enlarged[place] = server;
        return enlarged;
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
