package dev.weir.dataplane.kernel;

import dev.weir.linux.bpf.Btf;
import dev.weir.model.Match;
import dev.weir.model.ServiceFlag;
import dev.weir.model.ServiceKey;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The word {@code features} of the map {@code runtime}: what any service asks for, so that packets take no step for
 * what none does. Counts the services that ask. Owned by the director's thread.
 */
final class FeatureFlags {
    private enum Feature {
        RANGES,
        ANY_ADDRESS,
        ONE_PACKET,
        FTP
    }

    private final RuntimeRecord runtime;
    private final Map<Feature, Integer> bits = new EnumMap<>(Feature.class);
    private final Map<Feature, Integer> counts = new EnumMap<>(Feature.class);

    FeatureFlags(RuntimeRecord runtime, Btf btf) {
        this.runtime = runtime;
        for (Feature feature : Feature.values()) {
            bits.put(feature, Math.toIntExact(btf.constant("FEATURE_" + feature.name())));
        }
    }

    private static Set<Feature> asked(ServiceKey service, ServiceEntry entry) {
        List<Match> matches = entry.matches(service);
        Set<Feature> asked = EnumSet.noneOf(Feature.class);
        if (!matches.stream().allMatch(Match::isOnePort)) {
            asked.add(Feature.RANGES);
        }
        if (matches.stream().anyMatch(Match::isAnyAddress)) {
            asked.add(Feature.ANY_ADDRESS);
        }
        if (entry.options().has(ServiceFlag.ONE_PACKET) && entry.method().translates()) {
            asked.add(Feature.ONE_PACKET);
        }
        if (entry.options().has(ServiceFlag.FTP)) {
            asked.add(Feature.FTP);
        }
        return asked;
    }

    /** One more service is there. */
    void add(ServiceKey service, ServiceEntry entry) {
        restore(service, entry);
        settle();
    }

    /** One less is. */
    void remove(ServiceKey service, ServiceEntry entry) {
        count(service, entry, -1);
        settle();
    }

    /** Counts a service that stands in the maps. */
    void restore(ServiceKey service, ServiceEntry entry) {
        count(service, entry, 1);
    }

    private void count(ServiceKey service, ServiceEntry entry, int by) {
        asked(service, entry).forEach(feature -> counts.merge(feature, by, Integer::sum));
    }

    /** Writes what was counted, if it is another than stands there. */
    void settle() {
        int wanted = 0;
        for (Feature feature : Feature.values()) {
            wanted |= counts.getOrDefault(feature, 0) > 0 ? bits.getOrDefault(feature, 0) : 0;
        }
        if (runtime.features() != wanted) {
            runtime.setFeatures(wanted);
        }
    }
}
