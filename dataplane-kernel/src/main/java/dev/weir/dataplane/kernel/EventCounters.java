package dev.weir.dataplane.kernel;

import dev.weir.linux.Memory;
import dev.weir.linux.bpf.BpfMap;
import dev.weir.linux.bpf.Btf;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The counters of drops or notes, one for each constant of an enum of the C, each counted by each CPU for itself. */
final class EventCounters {
    private final BpfMap map;

    /** The place in the map, by name. */
    private final Map<String, Integer> places = new LinkedHashMap<>();

    /**
     * The counters that an enum names.
     *
     * @param prefix of its constants; without it, in small letters, they are the counters' names
     * @param end the constant that only says how many there are
     */
    EventCounters(BpfMap map, Btf btf, String enumName, String prefix, String end) {
        this.map = map;
        btf.enumeration(enumName).forEach((constant, place) -> {
            if (!constant.equals(end)) {
                String name = constant.substring(prefix.length()).toLowerCase(Locale.ROOT);
                places.put(name.replace('_', '-'), Math.toIntExact(place));
            }
        });
    }

    static EventCounters drops(Installation installation) {
        BpfMap map = installation.map(MapName.DROP_COUNTERS);
        return new EventCounters(map, installation.btf(), "drop_reason", "DROP_", "DROP_REASONS");
    }

    static EventCounters notes(Installation installation) {
        BpfMap map = installation.map(MapName.NOTE_COUNTERS);
        return new EventCounters(map, installation.btf(), "note", "NOTE_", "NOTES");
    }

    /** Each counter, summed over the CPUs, by name; those at 0 too. */
    Map<String, Long> read() {
        Memory values = Memory.allocate(map.info().lookupSize());
        Map<String, Long> all = new HashMap<>();
        places.forEach((name, place) -> {
            map.lookup(place, values);
            all.put(name, sum(values));
        });
        return all;
    }

    private long sum(Memory values) {
        long sum = 0;
        for (long at = 0; at < values.size(); at += map.info().perCpuStride()) {
            sum += values.getLong(at);
        }
        return sum;
    }
}
