package dev.weir.dataplane.kernel;

import dev.weir.linux.Mapping;
import dev.weir.linux.Memory;
import dev.weir.linux.bpf.BpfMap;
import dev.weir.linux.bpf.Btf;
import dev.weir.linux.bpf.Field;
import dev.weir.linux.bpf.RecordLayout;

/**
 * The map {@code service_state}: what services count, by the packet path, and what the sweep needs to know of them, by
 * the director's thread. Read by any thread.
 */
final class StateTable implements AutoCloseable {
    private final Mapping mapping;
    private final Memory memory;
    private final long stride;
    private final Field connections;
    private final Field templates;
    private final Field persistence;
    private final Field countsClients;

    StateTable(BpfMap map, Btf btf) {
        mapping = map.map(Mapping.Access.READ_WRITE);
        memory = mapping.memory();
        stride = map.mappedStride();
        RecordLayout layout = btf.record("service_state");
        connections = layout.field("connections");
        templates = layout.field("templates");
        persistence = layout.field("persistence");
        countsClients = layout.field("counts_clients");
    }

    /** The connections recorded at its servers. */
    long connections(int service) {
        return connections.get(memory, stride * service);
    }

    /** The clients that keep their server. */
    long templates(int service) {
        return templates.get(memory, stride * service);
    }

    /** How long such a client is remembered after its last connection; 0: no longer. */
    long persistenceTicks(int service) {
        return persistence.get(memory, stride * service);
    }

    /** Whether nothing of a service that ended is left to be counted down. */
    boolean isIdle(int service) {
        return connections(service) == 0 && templates(service) == 0;
    }

    /** Counts from nothing: for a service that begins where none is. */
    void clear(int service) {
        memory.slice(stride * service, stride).clear();
    }

    void setPersistence(int service, long ticks) {
        set(persistence, service, ticks);
    }

    void setCountsClients(int service, boolean counts) {
        set(countsClients, service, counts ? 1 : 0);
    }

    private void set(Field field, int service, long value) {
        if (field.get(memory, stride * service) != value) {
            field.set(memory, stride * service, value);
        }
    }

    @Override
    public void close() {
        mapping.close();
    }
}
