package dev.weir.model;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What may be asked of a service beside its scheduler and its forwarding method.
 *
 * @param lastPort where its key's port begins a range, the last port of it; else 0
 * @param also what it is reached by beside its key: one service over several VIPs and ports, in no order of meaning
 * @param flags what it does otherwise than is usual
 * @param boundedLoad of {@code mh}: no server gets more than this percentage of the load that is its by weight, 101
 *     to 10,000; 0 for no bound
 * @param slowStart how long a server that joins or returns takes to come to its full weight, in whole seconds to a day;
 *     zero for at once
 * @param persistence how long a client keeps its server, if it does
 * @param limits what it refuses beyond
 * @param delivery what happens to packets on their way to its servers
 * @param protection what it does about packets that look like an attack
 */
public record ServiceOptions(
        int lastPort,
        List<Match> also,
        Set<ServiceFlag> flags,
        int boundedLoad,
        Duration slowStart,
        Optional<Persistence> persistence,
        Limits limits,
        Delivery delivery,
        Protection protection) {
    public static final int MIN_BOUNDED_LOAD = 101;
    public static final int MAX_BOUNDED_LOAD = 10_000;
    public static final Duration MAX_SLOW_START = Duration.ofDays(1);

    /** Sorted, so that two lists of the same are the same. */
    private static final Comparator<Match> MATCH_ORDER = Comparator.comparing(Match::protocol)
            .thenComparing(Match::address)
            .thenComparingInt(Match::firstPort)
            .thenComparingInt(Match::lastPort);

    public static final ServiceOptions DEFAULT = new ServiceOptions(
            0,
            List.of(),
            Set.of(),
            0,
            Duration.ZERO,
            Optional.empty(),
            Limits.NONE,
            Delivery.DEFAULT,
            Protection.DEFAULT);

    public ServiceOptions {
        also = also.stream().sorted(MATCH_ORDER).toList();
        flags = Set.copyOf(flags);
        if (boundedLoad != 0 && (boundedLoad < MIN_BOUNDED_LOAD || boundedLoad > MAX_BOUNDED_LOAD)) {
            throw new IllegalArgumentException("a bounded load of " + boundedLoad + "% is not within "
                    + MIN_BOUNDED_LOAD + ".." + MAX_BOUNDED_LOAD);
        }
        if (slowStart.isNegative() || slowStart.compareTo(MAX_SLOW_START) > 0) {
            throw new IllegalArgumentException("a slow start of " + slowStart + " is not within 0 and a day");
        }
        if (!slowStart.equals(slowStart.truncatedTo(ChronoUnit.SECONDS))) {
            throw new IllegalArgumentException("a slow start of " + slowStart + " is not in whole seconds");
        }
    }

    public boolean has(ServiceFlag flag) {
        return flags.contains(flag);
    }

    public ServiceOptions withLastPort(int newLastPort) {
        return new ServiceOptions(
                newLastPort, also, flags, boundedLoad, slowStart, persistence, limits, delivery, protection);
    }

    public ServiceOptions withAlso(Match... matches) {
        return new ServiceOptions(
                lastPort, List.of(matches), flags, boundedLoad, slowStart, persistence, limits, delivery, protection);
    }

    public ServiceOptions withFlag(ServiceFlag flag) {
        Set<ServiceFlag> more = EnumSet.of(flag);
        more.addAll(flags);
        return new ServiceOptions(
                lastPort, also, more, boundedLoad, slowStart, persistence, limits, delivery, protection);
    }

    public ServiceOptions withBoundedLoad(int percent) {
        return new ServiceOptions(lastPort, also, flags, percent, slowStart, persistence, limits, delivery, protection);
    }

    public ServiceOptions withSlowStart(Duration duration) {
        return new ServiceOptions(
                lastPort, also, flags, boundedLoad, duration, persistence, limits, delivery, protection);
    }

    public ServiceOptions withPersistence(Persistence newPersistence) {
        return new ServiceOptions(
                lastPort,
                also,
                flags,
                boundedLoad,
                slowStart,
                Optional.of(newPersistence),
                limits,
                delivery,
                protection);
    }

    public ServiceOptions withLimits(Limits newLimits) {
        return new ServiceOptions(
                lastPort, also, flags, boundedLoad, slowStart, persistence, newLimits, delivery, protection);
    }

    public ServiceOptions withDelivery(Delivery wanted) {
        return new ServiceOptions(
                lastPort, also, flags, boundedLoad, slowStart, persistence, limits, wanted, protection);
    }

    public ServiceOptions withProtection(Protection wanted) {
        return new ServiceOptions(lastPort, also, flags, boundedLoad, slowStart, persistence, limits, delivery, wanted);
    }
}
