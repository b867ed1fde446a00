package dev.weir.dataplane;

import dev.weir.model.ServiceKey;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a data plane has done since it first started; counters only go up.
 *
 * @param services by service
 * @param servers by server
 * @param drops packets that were dropped, by reason; the names are stable
 * @param notes packets passed on or answered that an operator may ask about, by kind
 * @param connectionCapacity how many connections can be recorded, persistent clients among them
 * @param connectionsRecorded how many are, likewise
 */
public record Statistics(
        Map<ServiceKey, ServiceLoad> services,
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
     * One service's share.
     *
     * @param traffic what passed to and from its servers of now and before together
     * @param connections recorded now, those of servers that left a moment ago among them
     * @param persistentClients clients that keep their server now
     */
    public record ServiceLoad(Traffic traffic, long connections, long persistentClients) {
        public static final ServiceLoad NONE = new ServiceLoad(Traffic.NONE, 0, 0);
    }

    /**
     * One server's share.
     *
     * @param traffic what passed
     * @param activeConnections connections in an active state now (ipvsadm's ActiveConn)
     * @param inactiveConnections the others (ipvsadm's InActConn)
     * @param persistentClients clients that keep it now (ipvsadm's PersistConn)
     * @param latency how long it takes to answer a handshake, smoothed; where that is measured and one was seen
     * @param isFull whether it reached its upper threshold and is not below its lower one yet
     */
    public record ServerLoad(
            Traffic traffic,
            long activeConnections,
            long inactiveConnections,
            long persistentClients,
            Optional<Duration> latency,
            boolean isFull) {
        public static final ServerLoad NONE = new ServerLoad(Traffic.NONE, 0, 0);

        /** Of a server with no persistent clients, of unknown latency, that is not full. */
        public ServerLoad(Traffic traffic, long activeConnections, long inactiveConnections) {
            this(traffic, activeConnections, inactiveConnections, 0, Optional.empty(), false);
        }
    }

    /** How many clients keep their server, over all services. */
    public long persistentClients() {
        return services.values().stream()
                .mapToLong(ServiceLoad::persistentClients)
                .sum();
    }
}
