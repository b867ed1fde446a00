package dev.weir.dataplane.kernel;

import dev.weir.dataplane.Statistics.Traffic;
import dev.weir.linux.Mapping;
import dev.weir.linux.Memory;
import dev.weir.linux.bpf.BpfMap;
import dev.weir.linux.bpf.Btf;

/**
 * The map {@code service_retired}: by service, what those of its servers had counted whose places are others' now. So a
 * service's counters never go down.
 */
final class RetiredTable implements AutoCloseable {
    private final Mapping mapping;
    private final Memory memory;
    private final long stride;
    private final TrafficFields fields;

    RetiredTable(BpfMap map, Btf btf) {
        mapping = map.map(Mapping.Access.READ_WRITE);
        memory = mapping.memory();
        stride = map.mappedStride();
        fields = new TrafficFields(btf);
    }

    Traffic read(int service) {
        return fields.get(memory, stride * service);
    }

    void add(int service, Traffic traffic) {
        fields.set(memory, stride * service, read(service).plus(traffic));
    }

    void clear(int service) {
        fields.set(memory, stride * service, Traffic.NONE);
    }

    @Override
    public void close() {
        mapping.close();
    }
}
