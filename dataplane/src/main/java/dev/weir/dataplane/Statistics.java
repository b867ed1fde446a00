package dev.weir.dataplane;

import dev.weir.model.ServiceKey;
import java.util.Map;

/**
 * What a data plane has done since it first started; counters only go up.
 *
 * @param services by service, what its servers of now and before did together
 * @param servers by server
 * @param drops packets that were dropped, by reason; the names are stable
 * @param notes packets passed on or answered that an operator may ask about, by kind
 * @param connectionCapacity how many connections can be recorded
 * @param connectionsRecorded how many are
 */
public record Statistics(
        Map<ServiceKey, Traffic> services,
        Map<ServerKey, ServerLoad> servers,
        Map<String, Long> drops,
        Map<String, Long> notes,
        long connectionCapacity,
        long connectionsRecorded) {

    public Statistics {
        services = Map.copyOf(services);
        servers = Map.copyOf(servers);
        drops = Map.copyOf(drops);
        notes = Map.copyOf(notes);
    }

    /**
     * Counters as {@code ipvsadm --stats} names them. "Out" is seen in NAT only: in tunnelling and direct
     * routing replies pass the director by.
     */
    public record Traffic(long connections, long packetsIn, long packetsOut, long bytesIn, long bytesOut) {
        public static final Traffic NONE = new Traffic(0, 0, 0, 0, 0);

        public Traffic plus(Traffic other) {
            return new Traffic(
                    connections + other.connections,
                    packetsIn + other.packetsIn,
                    packetsOut + other.packetsOut,
                    bytesIn + other.bytesIn,
                    bytesOut + other.bytesOut);
        }
    }

    /**
     * One server's share.
     *
     * @param traffic what passed
     * @param activeConnections connections in an active state now (ipvsadm's ActiveConn)
     * @param inactiveConnections the others (ipvsadm's InActConn)
     */
    public record ServerLoad(Traffic traffic, long activeConnections, long inactiveConnections) {}
}
