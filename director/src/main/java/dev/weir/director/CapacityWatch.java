package dev.weir.director;

import dev.weir.dataplane.Statistics;
import java.util.Optional;
import java.util.stream.Stream;

/** Notices that the connection table refuses new connections; owned by the director's thread. */
final class CapacityWatch {
    private static final long NEVER_LOOKED = -1;

    private long refusedBefore = NEVER_LOOKED;

    /** What there is to tell if connections were refused since the last look; the first look only remembers. */
    Optional<String> look(Statistics statistics) {
        long refused = Stream.of("table-full", "index-full")
                .mapToLong(reason -> statistics.drops().getOrDefault(reason, 0L))
                .sum();
        long since = refusedBefore == NEVER_LOOKED ? 0 : refused - refusedBefore;
        refusedBefore = refused;
        return since <= 0 ? Optional.empty() : Optional.of(full(since, statistics));
    }

    private static String full(long packets, Statistics statistics) {
        return "the connection table is full: it refused " + packets + " packets of new connections; "
                + statistics.connectionsRecorded() + " of " + statistics.connectionCapacity()
                + " are recorded and served. Raise director.capacity.connections, or shorten the timeouts";
    }
}
