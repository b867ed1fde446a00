package dev.weir.dataplane.kernel;

import dev.weir.linux.Mapping;
import dev.weir.linux.Memory;
import dev.weir.linux.bpf.BpfMap;

/** The map {@code scheduler_slots}: the tables of all services, each a stretch of servers' places. */
final class SlotsTable implements AutoCloseable {
    private final Mapping mapping;
    private final Memory memory;
    private final long stride;

    SlotsTable(BpfMap map) {
        mapping = map.map(Mapping.Access.READ_WRITE);
        memory = mapping.memory();
        stride = map.mappedStride();
    }

    /** Writes a table to a stretch that no service uses. */
    void write(int base, int[] places) {
        int intsASlot = (int) stride / Integer.BYTES;
        int[] slots = new int[places.length * intsASlot];
        for (int i = 0; i < places.length; i++) {
            slots[i * intsASlot] = places[i];
        }
        memory.setInts(stride * base, slots);
    }

    /** Whether this table stands there. */
    boolean holds(int base, int[] places) {
        for (int i = 0; i < places.length; i++) {
            if (memory.getInt(stride * (base + i)) != places[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        mapping.close();
    }
}
