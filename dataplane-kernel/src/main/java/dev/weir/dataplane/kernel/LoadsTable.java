package dev.weir.dataplane.kernel;

import dev.weir.linux.Mapping;
import dev.weir.linux.Memory;
import dev.weir.linux.bpf.BpfMap;
import dev.weir.linux.bpf.Btf;
import dev.weir.linux.bpf.Field;
import dev.weir.linux.bpf.RecordLayout;
import dev.weir.model.RealServer;

/**
 * The map {@code server_loads}: weights, written by the director's thread, and connections, counted by the packet path;
 * by the server's place. Read by any thread.
 */
final class LoadsTable implements AutoCloseable {
    private final Mapping mapping;
    private final Memory memory;
    private final long stride;
    private final Field active;
    private final Field inactive;
    private final Field weight;
    private final Field pull;

    LoadsTable(BpfMap map, Btf btf) {
        mapping = map.map(Mapping.Access.READ_WRITE);
        memory = mapping.memory();
        stride = map.mappedStride();
        RecordLayout layout = btf.record("server_load");
        active = layout.field("active");
        inactive = layout.field("inactive");
        weight = layout.field("weight");
        pull = layout.field("pull");
    }

    /** Forgets the connections of the place's last server. */
    void clear(int place) {
        memory.slice(stride * place, stride).clear();
    }

    void setWeight(int place, int newWeight) {
        weight.set(memory, stride * place, newWeight);
        pull.set(memory, stride * place, newWeight * (long) RealServer.FULL_RAMP);
    }

    int weight(int place) {
        return (int) weight.get(memory, stride * place);
    }

    long active(int place) {
        return active.get(memory, stride * place);
    }

    long inactive(int place) {
        return inactive.get(memory, stride * place);
    }

    @Override
    public void close() {
        mapping.close();
    }
}
