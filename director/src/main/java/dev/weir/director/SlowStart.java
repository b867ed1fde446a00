package dev.weir.director;

import dev.weir.dataplane.ObservedState;
import dev.weir.dataplane.ServerKey;
import dev.weir.model.DesiredState;
import dev.weir.model.Endpoint;
import dev.weir.model.RealServer;
import dev.weir.model.ServiceKey;
import dev.weir.model.VirtualService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which servers start slowly and how far each has come: a value that each round makes anew from the one before, so
 * that a round that fails, or is a preview, leaves no trace. It knows no clock: time is given.
 *
 * <p>A regular server serves when its weight is above 0 and the way to it is known. Where its service has a slow
 * start, a server that begins to serve while others do comes to its full weight bit by bit; one that a former director
 * had begun with goes on from where the data plane has it.
 *
 * @param pools by service, those that have a slow start
 */
record SlowStart(Map<ServiceKey, StartingPool> pools) {
    static final SlowStart NONE = new SlowStart(Map.of());

    SlowStart {
        pools = Map.copyOf(pools);
    }

    /**
     * What a round is to plan for, and what is known once that is in force.
     *
     * @param desired what is wanted, with ramps
     * @param after takes this value's place
     */
    record Round(DesiredState desired, SlowStart after) {}

    /**
     * Joins what is wanted with ramps; services without a slow start are as they were.
     *
     * @param reachable the servers to which a way is known
     * @param observed what the data plane holds
     * @param nowNanos the ticker's time
     */
    Round round(DesiredState wanted, Set<ServerKey> reachable, ObservedState observed, long nowNanos) {
        Map<ServiceKey, StartingPool> after = new HashMap<>();
        List<VirtualService> services = new ArrayList<>(wanted.services().size());
        for (VirtualService service : wanted.services()) {
            if (service.options().slowStart().isZero()) {
                services.add(service);
            } else {
                StartingPool pool =
                        before(service, observed, nowNanos).next(service, isIn(reachable, service.key()), nowNanos);
                after.put(service.key(), pool);
                services.add(ramped(service, pool, nowNanos));
            }
        }
        return after.isEmpty()
                ? new Round(wanted, NONE)
                : new Round(new DesiredState(wanted.revision(), wanted.settings(), services), new SlowStart(after));
    }

    private StartingPool before(VirtualService service, ObservedState observed, long nowNanos) {
        VirtualService held = observed.services().get(service.key());
        if (held == null) {
            return StartingPool.founded(service, nowNanos);
        }
        StartingPool known = pools.get(service.key());
        Duration slowStart = service.options().slowStart();
        return known != null
                ? known
                : StartingPool.adopted(held, isIn(observed.nextHops().keySet(), held.key()), slowStart, nowNanos);
    }

    private static Predicate<Endpoint> isIn(Set<ServerKey> servers, ServiceKey service) {
        return server -> servers.contains(new ServerKey(service, server));
    }

    private static VirtualService ramped(VirtualService service, StartingPool pool, long nowNanos) {
        return service.withServers(service.servers().stream()
                .map(server -> server.withRamp(pool.percent(server, nowNanos)))
                .toList());
    }

    /** By server, how much of its weight counts, of those that aren't full. */
    Map<ServerKey, Integer> percentages(long nowNanos) {
        Map<ServerKey, Integer> percentages = new HashMap<>();
        pools.forEach((service, pool) -> pool.serving().forEach((server, serving) -> {
            int percent = serving.ramp().percentAt(nowNanos);
            if (percent < RealServer.FULL_RAMP) {
                percentages.put(new ServerKey(service, server), percent);
            }
        }));
        return percentages;
    }

    /** Until the next step of any server; empty when all are full. */
    Optional<Duration> untilNextStep(long nowNanos) {
        return ramps().filter(ramp -> !ramp.isFullAt(nowNanos))
                .map(ramp -> Duration.ofNanos(ramp.nanosUntilNextStep(nowNanos)))
                .min(Comparator.naturalOrder());
    }

    private Stream<Ramp> ramps() {
        return pools.values().stream()
                .flatMap(pool -> pool.serving().values().stream())
                .map(StartingPool.Serving::ramp);
    }
}
