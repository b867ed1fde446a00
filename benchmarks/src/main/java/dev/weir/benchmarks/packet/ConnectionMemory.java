package dev.weir.benchmarks.packet;

import dev.weir.model.Family;
import dev.weir.model.ForwardingMethod;

/**
 * What recorded connections take of the kernel's memory, as the kernel states it for each map.
 *
 * @param connections how many were recorded, NAT over IPv4, which fills the index twice
 * @param mapBytes memory of the maps that hold them
 */
record ConnectionMemory(long connections, long mapBytes) {
    private static final int CONNECTIONS = 1_000_000;

    /** Records a million connections and asks the kernel. */
    static ConnectionMemory measure() {
        try (Visits visits = new Visits()) {
            visits.inSequence(CONNECTIONS);
            ObjectFile built = ObjectFile.built("weir");
            try (PacketPath path =
                    new PacketPath(built, Family.IPV4, ForwardingMethod.NAT, visits, PacketPath.LOOPBACK)) {
                path.record(CONNECTIONS);
                return new ConnectionMemory(
                        path.tables().recorded(), path.tables().connectionMemory());
            }
        }
    }

    double bytesPerConnection() {
        return (double) mapBytes / connections;
    }
}
