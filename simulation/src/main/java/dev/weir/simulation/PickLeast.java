package dev.weir.simulation;

import dev.weir.model.Scheduler;

/**
 * {@code lc}, {@code wlc}, {@code sed}, {@code nq}, {@code fo} and {@code ovf}: the best of all servers by the load
 * that they have now; of equals the first, where {@code fo} and {@code ovf} have the heaviest first.
 */
final class PickLeast implements Picking {
    private final Pool pool;
    private final Tournament tournament;
    private final boolean needsRoom;

    /** Between {@code servers}, in the order in which the packet path looks at them. */
    PickLeast(Pool pool, int[] servers, Scheduler scheduler) {
        this.pool = pool;
        this.needsRoom = scheduler == Scheduler.OVF;
        this.tournament = new Tournament(pool, servers, order(pool, scheduler));
    }

    /** The order of a scheduler; of servers it finds equal the first is taken. */
    static Tournament.Order order(Pool pool, Scheduler scheduler) {
        return switch (scheduler) {
            case LC -> (earlier, later) -> pool.active(later) < pool.active(earlier);
            case WLC, LBLC, LBLCR -> (earlier, later) -> isLighter(pool, later, earlier, 0);
            case SED -> (earlier, later) -> isLighter(pool, later, earlier, 1);
            case NQ -> (earlier, later) -> isIdlerOrSooner(pool, earlier, later);
            case FO -> (_, _) -> false;
            case OVF -> (earlier, later) -> !hasRoom(pool, earlier) && hasRoom(pool, later);
            case RR, WRR, SH, MH, DH, TWOS, LEAST_LATENCY ->
                throw new IllegalArgumentException(scheduler + " does not look at all servers");
        };
    }

    /** Whether ({@code a}'s flows + {@code more}) by its pull are fewer than {@code b}'s. */
    private static boolean isLighter(Pool pool, int a, int b, int more) {
        return (long) (pool.active(a) + more) * pool.pull(b) < (long) (pool.active(b) + more) * pool.pull(a);
    }

    private static boolean isIdlerOrSooner(Pool pool, int earlier, int later) {
        boolean earlierIsIdle = pool.active(earlier) == 0;
        boolean laterIsIdle = pool.active(later) == 0;
        return earlierIsIdle != laterIsIdle ? laterIsIdle : !laterIsIdle && isLighter(pool, later, earlier, 1);
    }

    /** Whether {@code ovf} gives it one more. */
    private static boolean hasRoom(Pool pool, int server) {
        return pool.active(server) <= pool.weight(server);
    }

    @Override
    public int choose(Flow flow) {
        int winner = tournament.winner();
        return needsRoom && winner != Pool.NONE && !hasRoom(pool, winner) ? Pool.NONE : winner;
    }

    @Override
    public void changed(int server) {
        tournament.changed(server);
    }
}
