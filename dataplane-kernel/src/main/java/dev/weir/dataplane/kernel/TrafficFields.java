package dev.weir.dataplane.kernel;

import dev.weir.dataplane.Statistics.Traffic;
import dev.weir.linux.Memory;
import dev.weir.linux.bpf.Btf;
import dev.weir.linux.bpf.Field;
import dev.weir.linux.bpf.RecordLayout;

/** The counters of a {@code struct server_counters}. */
final class TrafficFields {
    private final Field connections;
    private final Field packetsIn;
    private final Field packetsOut;
    private final Field bytesIn;
    private final Field bytesOut;

    TrafficFields(Btf btf) {
        RecordLayout layout = btf.record("server_counters");
        connections = layout.field("connections");
        packetsIn = layout.field("packets_in");
        packetsOut = layout.field("packets_out");
        bytesIn = layout.field("bytes_in");
        bytesOut = layout.field("bytes_out");
    }

    Traffic get(Memory memory, long base) {
        return new Traffic(
                connections.get(memory, base),
                packetsIn.get(memory, base),
                packetsOut.get(memory, base),
                bytesIn.get(memory, base),
                bytesOut.get(memory, base));
    }

    void set(Memory memory, long base, Traffic traffic) {
        connections.set(memory, base, traffic.connections());
        packetsIn.set(memory, base, traffic.packetsIn());
        packetsOut.set(memory, base, traffic.packetsOut());
        bytesIn.set(memory, base, traffic.bytesIn());
        bytesOut.set(memory, base, traffic.bytesOut());
    }
}
