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

    /** Memory for {@link #read}, of one thread. */
    Memory buffer() {
        return Memory.allocate(map.info().lookupSize());
    }

    /** The sum over all CPUs. */
    Traffic read(int place, Memory buffer) {
        map.lookup(place, buffer);
        Traffic sum = Traffic.NONE;
        for (long base = 0; base < buffer.size(); base += map.info().perCpuStride()) {
            sum = sum.plus(fields.get(buffer, base));
        }
        return sum;
    }

    void clear(int place) {
        map.update(place, zeros);
    }
}
