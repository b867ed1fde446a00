package dev.weir.dataplane.kernel;

import dev.weir.linux.bpf.BpfMap;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** The contents of the maps that a plan writes, element by element where it isn't 0, so that two moments can be compared. */
final class MapDump {
    private static final int BATCH = 4_096;

    private final Map<String, String> elements = new TreeMap<>();

    private MapDump() {}

    /** Reads the maps that a plan writes. */
    static MapDump of(TestStage stage) {
        MapDump dump = new MapDump();
        for (MapName name : MapName.all()) {
            switch (name) {
                case SERVICES, SERVICE_RANGES, SERVICE_STATE, SERVICE_RETIRED -> dump.add(stage, name);
                case SERVERS, SERVER_LOADS, SERVER_COUNTERS, SCHEDULER_SLOTS, ADDRESSES -> dump.add(stage, name);
                case CONN_ENTRIES, CONN_INDEX, CONN_NOTES, CONN_SHIFTS, CLIENTS, FTP_SESSIONS, LOCALITIES, SINGLES -> {}
                case INTERFACES, DROP_COUNTERS -> {}
                case ANSWER_BUDGET, NOTE_COUNTERS, CLOCK, RUNTIME, IDENTITY -> {}
            }
        }
        return dump;
    }

    private void add(TestStage stage, MapName name) {
        try (BpfMap map = BpfMap.openPinned(stage.pins().map(name))) {
            int keySize = map.info().keySize();
            int valueSize = (int) map.info().lookupSize();
            byte[] zeros = new byte[valueSize];
            map.forEachBatch(BATCH, (keys, values, count) -> {
                for (int i = 0; i < count; i++) {
                    byte[] value = values.getBytes((long) i * valueSize, valueSize);
                    if (!Arrays.equals(value, zeros)) {
                        byte[] key = keys.getBytes((long) i * keySize, keySize);
                        elements.put(
                                name.pin() + " " + HexFormat.of().formatHex(key),
                                HexFormat.of().formatHex(value));
                    }
                }
            });
        }
    }

    /** How many elements of each map are not as in another dump. */
    Map<String, Integer> differences(MapDump other) {
        Map<String, Integer> differences = new TreeMap<>();
        TreeSet<String> names = new TreeSet<>(elements.keySet());
        names.addAll(other.elements.keySet());
        for (String name : names) {
            if (!Objects.equals(elements.get(name), other.elements.get(name))) {
                differences.merge(name.substring(0, name.indexOf(' ')), 1, Integer::sum);
            }
        }
        return differences;
    }
}
