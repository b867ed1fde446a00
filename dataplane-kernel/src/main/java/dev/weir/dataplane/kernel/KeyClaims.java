package dev.weir.dataplane.kernel;

import dev.weir.dataplane.DataPlaneException;
import dev.weir.dataplane.kernel.ServicesTable.Standing;
import dev.weir.model.Match;
import dev.weir.model.ServiceKey;
import dev.weir.model.ServiceOptions;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which service has which keys of the maps that packets find it in; keeps those maps in step. Owned by the director's
 * thread.
 *
 * <p>A key may pass from one service to another by a single replacement of its record, so that each packet finds the
 * one or the other.
 */
final class KeyClaims {
    private final ServicesTable table;
    private final Map<MatchKey, ServiceKey> owners = new HashMap<>();
    private final Map<MatchKey.Kind, Integer> counts = new EnumMap<>(MatchKey.Kind.class);

    KeyClaims(ServicesTable table) {
        this.table = table;
    }

    /** The records of a service, by key; where two of its matches share one, the earlier match's. */
    private static Map<MatchKey, Standing> records(ServiceKey service, ServiceEntry entry) {
        ServiceOptions withoutMatches = entry.options().withLastPort(0).withAlso();
        ServiceEntry common = entry.withOptions(withoutMatches);
        Map<MatchKey, Standing> records = new LinkedHashMap<>();
        boolean isPrimary = true;
        for (Match match : entry.matches(service)) {
            for (MatchKey key : MatchKey.of(match)) {
                records.putIfAbsent(key, new Standing(key, match, isPrimary, common));
            }
            isPrimary = false;
        }
        return records;
    }

    /**
     * Sees to it that there is room for a service's keys.
     *
     * @throws DataPlaneException if there isn't
     */
    void requireRoom(ServiceKey service, ServiceEntry entry) {
        Map<MatchKey.Kind, Integer> wanted = new EnumMap<>(counts);
        for (MatchKey key : records(service, entry).keySet()) {
            if (!owners.containsKey(key)) {
                wanted.merge(key.kind(), 1, Integer::sum);
            }
        }
        wanted.forEach((kind, count) -> {
            if (count > table.capacity(kind)) {
                throw new DataPlaneException(CapacityReached.keys(kind, table.capacity(kind)));
            }
        });
    }

    /**
     * Makes a service found by all its keys, with this record. Keys that it has no more are not touched.
     *
     * @return the services that were found by any of these keys until now
     */
    Set<ServiceKey> publish(ServiceKey service, ServiceEntry entry) {
        Set<ServiceKey> losers = new LinkedHashSet<>();
        records(service, entry).values().forEach(standing -> {
            table.put(standing);
            ServiceKey before = claim(standing.key(), service);
            if (before != null && !before.equals(service)) {
                losers.add(before);
            }
        });
        return losers;
    }

    /** Whether a service is found by all keys of a match. */
    boolean has(ServiceKey service, Match match) {
        return MatchKey.of(match).stream().allMatch(key -> service.equals(owners.get(key)));
    }

    private @Nullable ServiceKey claim(MatchKey key, ServiceKey owner) {
        ServiceKey before = owners.put(key, owner);
        if (before == null) {
            counts.merge(key.kind(), 1, Integer::sum);
        }
        return before;
    }

    /** Takes away what keys of an earlier record a service has no more. */
    void withdraw(ServiceKey service, ServiceEntry before, ServiceEntry now) {
        Set<MatchKey> leaving = new LinkedHashSet<>(records(service, before).keySet());
        leaving.removeAll(records(service, now).keySet());
        leaving.forEach(key -> remove(service, key));
    }

    /** Takes away all keys of a service. */
    void withdrawAll(ServiceKey service, ServiceEntry before) {
        records(service, before).keySet().forEach(key -> remove(service, key));
    }

    /** Another's key stays. */
    private void remove(ServiceKey service, MatchKey key) {
        if (service.equals(owners.get(key))) {
            table.remove(key);
            owners.remove(key);
            counts.merge(key.kind(), -1, Integer::sum);
        }
    }

    /** Takes over the keys of a service that stands in the maps, and writes those that do not say what others do. */
    void restore(ServiceKey service, ServiceEntry entry, Map<MatchKey, Standing> standing) {
        records(service, entry).forEach((key, record) -> {
            claim(key, service);
            if (!record.equals(standing.get(key))) {
                table.put(record);
            }
        });
    }

    /** Removes keys of no service. */
    void prune(Set<MatchKey> standing) {
        standing.stream().filter(key -> !owners.containsKey(key)).forEach(table::remove);
    }
}
