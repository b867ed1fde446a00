package dev.weir.dataplane.kernel;

import dev.weir.dataplane.Statistics.Traffic;
import dev.weir.linux.Memory;
import dev.weir.linux.bpf.BpfMap;
import dev.weir.linux.bpf.Btf;

/** The map {@code server_counters}: what passed to and from each server, counted by each CPU for itself. */
final class CountersTable {
    private final BpfMap map;
    private final TrafficFields fields;
    private final Memory zeros;

    CountersTable(BpfMap map, Btf btf) {
        this.map = map;
        this.fields = new TrafficFields(btf);
        this.zeros = Memory.allocate(map.info().lookupSize());
    }

    /** A reader of its own for a thread. */
    Reader reader() {
        return new Reader();
    }

    /** Reads counters into memory that is used again for each. */
    final class Reader {
        private final Memory key = Memory.allocate(Integer.BYTES);
        private final Memory values = Memory.allocate(map.info().lookupSize());

        private Reader() {}

        /** The sum over all CPUs. */
        Traffic read(int place) {
            key.setInt(0, place);
            map.lookup(key, values);
            Traffic sum = Traffic.NONE;
            for (long base = 0; base < values.size(); base += map.info().perCpuStride()) {
                sum = sum.plus(fields.get(values, base));
            }
            return sum;
        }
    }

    void clear(int place) {
        map.update(place, zeros);
    }
}
