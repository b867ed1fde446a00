package dev.weir.api;

/**
 * A real server of one service, and what it did.
 *
 * @param protocol the service's protocol, {@code tcp} or {@code udp}
 * @param vip where clients reach the service
 * @param scheduler the service's scheduler
 * @param address where the server listens (RIP and port)
 * @param forwarding how packets reach it
 * @param weight its share of new connections; 0 is quiesced
 * @param reachable whether the director knows the way to it; without one it gets no packet
 * @param activeConnections connections that are active now (ipvsadm's ActiveConn)
 * @param inactiveConnections the other recorded ones (ipvsadm's InActConn)
 * @param traffic what passed
 */
public record Server(
        String protocol,
        String vip,
        String scheduler,
        String address,
        String forwarding,
        int weight,
        boolean reachable,
        long activeConnections,
        long inactiveConnections,
        Traffic traffic) {}
