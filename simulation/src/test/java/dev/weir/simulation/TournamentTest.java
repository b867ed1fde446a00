package dev.weir.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.model.Endpoint;
import dev.weir.model.RealServer;
import dev.weir.model.Scheduler;
import dev.weir.model.ServerRole;
import dev.weir.model.Thresholds;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TournamentTest {
    @Test
    void nobodyWinsAmongNone() {
        Pool pool = new Pool(List.of());

        assertThat(new Tournament(pool, new int[] {}, (_, _) -> false).winner()).isEqualTo(Pool.NONE);
    }

    @Test
    void ofEqualServersTheFirstWins() {
        Pool pool = new Pool(Services.equal(Scheduler.FO, 3).servers());

        assertThat(new Tournament(pool, new int[] {2, 0, 1}, (_, _) -> false).winner())
                .isEqualTo(2);
    }

    static Stream<Scheduler> schedulers() {
        return Stream.of(Scheduler.LC, Scheduler.WLC, Scheduler.SED, Scheduler.NQ, Scheduler.FO, Scheduler.OVF);
    }

    @ParameterizedTest
    @MethodSource("schedulers")
    void theWinnerIsWhoAScanOfAllFinds(Scheduler scheduler) {
        for (int seed = 1; seed <= 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Pool pool = pool(random, 1 + random.nextInt(40), 5);
            int[] order = IntStream.range(0, pool.size()).toArray();
            Tournament.Order preference = PickLeast.order(pool, scheduler);
            Tournament tournament = new Tournament(pool, order, preference);
            for (int step = 0; step < 500; step++) {
                int server = random.nextInt(pool.size());
                if (pool.active(server) > 0 && random.nextBoolean()) {
                    pool.leave(server);
                } else {
                    pool.arrive(server);
                }
                tournament.changed(server);

                assertThat(tournament.winner()).isEqualTo(scan(pool, preference));
            }
        }
    }

    private static int scan(Pool pool, Tournament.Order preference) {
        int best = Pool.NONE;
        for (int server = 0; server < pool.size(); server++) {
            if (pool.takesNew(server) && (best == Pool.NONE || preference.prefersLater(best, server))) {
                best = server;
            }
        }
        return best;
    }

    /** Every third server has thresholds, so that some are full at times. */
    private static Pool pool(SplittableRandom random, int servers, int maxWeight) {
        return new Pool(IntStream.range(0, servers)
                .mapToObj(i -> {
                    Endpoint endpoint = Services.endpoint(i);
                    Thresholds thresholds = i % 3 == 2 ? new Thresholds(4, 2) : Thresholds.NONE;
                    return new RealServer(endpoint, random.nextInt(maxWeight + 1), thresholds, ServerRole.REGULAR, 100);
                })
                .toList());
    }
}
