package dev.weir.scheduling.choice;

import dev.weir.model.IpAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * {@code lblcr}: a destination goes to the least loaded of its set of servers. The set grows by what {@code wlc} says
 * when that one is overloaded, and loses its most loaded when it has not changed for a day
 * ({@code ip_vs_lblcr.c}, with its default of {@code lblcr_expiration}).
 *
 * <p>A set has at most {@value #MOST_SERVERS} servers, where IPVS knows no limit; beyond, the new one takes the
 * place of the most loaded.
 */
final class ByReplicatedLocality implements Choice {
    static final int MOST_SERVERS = 8;
    static final Duration SET_STANDS = Duration.ofDays(1);

    private static final int NOBODY = -1;

    private final Slots slots;
    private final Least otherwise;
    private final Map<IpAddress, ServerSet> sets = new HashMap<>();

    ByReplicatedLocality(Slots slots) {
        this.slots = slots;
        this.otherwise = Least.connectionsForPull(slots);
    }

    @Override
    public OptionalInt choose(Arrival arrival, List<Load> loads) {
        if (slots.count() == 0) {
            return OptionalInt.empty();
        }
        ServerSet set = sets.get(arrival.destination());
        if (set == null) {
            OptionalInt server = otherwise.choose(arrival, loads);
            server.ifPresent(index -> sets.put(arrival.destination(), new ServerSet(index, arrival.at())));
            return server;
        }
        return chooseFrom(set, arrival, loads);
    }

    private OptionalInt chooseFrom(ServerSet set, Arrival arrival, List<Load> loads) {
        int[] willing = set.places(server -> loads.get(server).takesNew());
        int best = willing.length == 0 ? NOBODY : set.servers[lightest(set, willing, loads)];
        int most = willing.length == 0 ? 0 : heaviest(set, willing, loads);
        if (willing.length > 1 && arrival.at().minus(set.changed).compareTo(SET_STANDS) > 0) {
            set.put(most, NOBODY, arrival.at());
        }
        if (best != NOBODY && !Overload.isOverloaded(loads.get(best), slots, loads)) {
            return OptionalInt.of(best);
        }
        OptionalInt server = otherwise.choose(arrival, loads);
        server.ifPresent(index -> enlarge(set, index, most, arrival.at(), loads));
        return server;
    }

    private static int lightest(ServerSet set, int[] places, List<Load> loads) {
        return Arrays.stream(places)
                .reduce((a, b) -> set.load(b, loads).isLighterThan(set.load(a, loads)) ? b : a)
                .orElseThrow();
    }

    /** Of equals the last, which so is never the lightest too. */
    private static int heaviest(ServerSet set, int[] places, List<Load> loads) {
        return Arrays.stream(places)
                .reduce((a, b) -> set.load(b, loads).isLighterThan(set.load(a, loads)) ? a : b)
                .orElseThrow();
    }

    /** Into the last place of which nothing is had, or that of the most loaded; nothing happens if it is there. */
    private static void enlarge(ServerSet set, int server, int most, Duration now, List<Load> loads) {
        if (set.places(there -> there == server).length > 0) {
            return;
        }
        int place = IntStream.range(0, MOST_SERVERS)
                .filter(i -> set.servers[i] == NOBODY || !set.load(i, loads).takesNew())
                .max()
                .orElse(most);
        set.put(place, server, now);
    }

    /** A destination's servers, in the places where the packet path has them. */
    private static final class ServerSet {
        final int[] servers = new int[MOST_SERVERS];
        Duration changed;

        ServerSet(int first, Duration now) {
            Arrays.fill(servers, NOBODY);
            servers[0] = first;
            changed = now;
        }

        int[] places(IntPredicate ofServer) {
            return IntStream.range(0, MOST_SERVERS)
                    .filter(i -> servers[i] != NOBODY && ofServer.test(servers[i]))
                    .toArray();
        }

        Load load(int place, List<Load> loads) {
            return loads.get(servers[place]);
        }

        void put(int place, int server, Duration now) {
            servers[place] = server;
            changed = now;
        }
    }
}
