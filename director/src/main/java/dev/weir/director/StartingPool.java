package dev.weir.director;

import dev.weir.model.Endpoint;
import dev.weir.model.RealServer;
import dev.weir.model.VirtualService;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How far the servers of one service with a slow start have come.
 *
 * @param serving those that get new connections, as far as the director knows
 */
record StartingPool(Map<Endpoint, Serving> serving) {
    /** So long may the way to a server be unknown without its beginning anew: a neighbour is probed, a link flaps. */
    static final Duration BRIEF = Duration.ofSeconds(5);

    /**
     * A server that serves.
     *
     * @param ramp how far it has come
     * @param lostNanos since when the way to it is unknown; null while it is known
     */
    record Serving(Ramp ramp, @Nullable Long lostNanos) {
        private Serving found() {
            return new Serving(ramp, null);
        }

        private Serving lost(long nowNanos) {
            return lostNanos == null ? new Serving(ramp, nowNanos) : this;
        }

        private boolean isGoneAt(long nowNanos) {
            return lostNanos != null && nowNanos - lostNanos > BRIEF.toNanos();
        }
    }

    StartingPool {
        serving = Map.copyOf(serving);
    }

    /** That of a new service: all its servers begin in full, for nobody else could carry the load. */
    static StartingPool founded(VirtualService service, long nowNanos) {
        return of(service, server -> true, server -> Ramp.full(nowNanos));
    }

    /** That of a service that ran before, whose servers go on from where they are. */
    static StartingPool adopted(VirtualService held, Predicate<Endpoint> isReached, Duration slowStart, long nowNanos) {
        return of(
                held,
                server -> isReached.test(server.endpoint()),
                server -> Ramp.from(server.ramp(), nowNanos, slowStart));
    }

    private static StartingPool of(
            VirtualService service, Predicate<RealServer> serves, Function<RealServer, Ramp> ramp) {
        Map<Endpoint, Serving> serving = new HashMap<>();
        for (RealServer server : service.servers()) {
            if (climbs(server) && serves.test(server)) {
                serving.put(server.endpoint(), new Serving(ramp.apply(server), null));
            }
        }
        return new StartingPool(serving);
    }

    /** Whether a server has a share to come to. */
    private static boolean climbs(RealServer server) {
        return server.isRegular() && server.weight() > 0;
    }

    /**
     * The same pool a round later. A server that wasn't there, was quiesced or was out of reach, and isn't any more,
     * begins at the bottom; unless no other serves.
     */
    StartingPool next(VirtualService wanted, Predicate<Endpoint> isReachable, long nowNanos) {
        Map<Endpoint, Serving> next = goingOn(wanted, isReachable, nowNanos);
        boolean othersServe = next.values().stream().anyMatch(server -> server.lostNanos == null);
        Ramp beginning = othersServe ? Ramp.beginning(nowNanos, wanted.options().slowStart()) : Ramp.full(nowNanos);
        for (RealServer server : wanted.servers()) {
            if (climbs(server) && isReachable.test(server.endpoint())) {
                next.putIfAbsent(server.endpoint(), new Serving(beginning, null));
            }
        }
        return new StartingPool(next);
    }

    private Map<Endpoint, Serving> goingOn(VirtualService wanted, Predicate<Endpoint> isReachable, long nowNanos) {
        Map<Endpoint, Serving> goingOn = new HashMap<>();
        for (RealServer server : wanted.servers()) {
            Serving before = serving.get(server.endpoint());
            if (before == null || !climbs(server)) {
                continue;
            }
            if (!isReachable.test(server.endpoint())) {
                goingOn.put(server.endpoint(), before.lost(nowNanos));
            } else if (!before.isGoneAt(nowNanos)) {
                goingOn.put(server.endpoint(), before.found());
            }
        }
        return goingOn;
    }

    /** How much of the server's weight counts; one that waits for its way waits at the bottom. */
    int percent(RealServer server, long nowNanos) {
        Serving known = serving.get(server.endpoint());
        if (known != null) {
            return known.ramp.percentAt(nowNanos);
        }
        return climbs(server) ? Ramp.LOWEST : RealServer.FULL_RAMP;
    }
}
