package dev.weir.scheduling.choice;

import dev.weir.model.RealServer;
import dev.weir.model.Scheduler;
import dev.weir.model.ServiceOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Loads for tests. */
final class Loads {
    private Loads() {}

    /** Of a server at full ramp. */
    static Load of(int weight, long active, long inactive) {
        return new Load(weight, weight * RealServer.FULL_RAMP, active, inactive);
    }

    static Load full(int weight) {
        return of(weight, 0, 0).withFull(true);
    }

    /** Of so many idle servers of weight 1. */
    static List<Load> idle(int servers) {
        return new ArrayList<>(
                IntStream.range(0, servers).mapToObj(_ -> of(1, 0, 0)).toList());
    }

    /** The same servers, but these are full. */
    static List<Load> withFull(List<Load> loads, int... full) {
        List<Load> changed = new ArrayList<>(loads);
        for (int server : full) {
            changed.set(server, loads.get(server).withFull(true));
        }
        return changed;
    }

    static List<Load> random(Random random, int servers) {
        return IntStream.range(0, servers)
                .mapToObj(_ -> of(random.nextInt(4), random.nextInt(5), random.nextInt(600))
                        .withFull(random.nextInt(4) == 0))
                .toList();
    }

    /** A choice among the first so many servers, each in one slot. */
    static Choice choice(Scheduler scheduler, int servers) {
        return choice(
                scheduler, ServiceOptions.DEFAULT, IntStream.range(0, servers).toArray());
    }

    static Choice choice(Scheduler scheduler, ServiceOptions options, int... slots) {
        return Choice.of(scheduler, options, slots);
    }
}
