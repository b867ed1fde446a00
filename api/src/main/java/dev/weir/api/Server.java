package dev.weir.api;

/**
 * A real server of one service, and what it did.
 *
 * @param protocol the service's protocol, {@code tcp}, {@code udp} or {@code sctp}
 * @param vip where clients reach the service
 * @param scheduler the service's scheduler
 * @param address where the server listens (RIP and port)
 * @param forwarding how packets reach it
 * @param weight its share of new connections; 0 is quiesced
 * @param fileWeight the cluster file's word on it
 * @param weightSet whether {@code weight} was set from outside, over the file's
 * @param ramp how much of the weight counts now, in percent; below 100 while it starts slowly
 * @param role {@code regular}, {@code overflow} or {@code sorry}
 * @param maxConnections it is full when it has so many; 0 for no limit
 * @param resumeBelow once full, it gets new connections again when it has fewer
 * @param full whether it has reached {@code maxConnections} and not come below {@code resumeBelow} yet
 * @param reachable whether the director knows the way to it; without one it gets no packet
 * @param activeConnections connections that are active now (ipvsadm's ActiveConn)
 * @param inactiveConnections the other recorded ones (ipvsadm's InActConn)
 * @param persistentClients clients that keep it now (ipvsadm's PersistConn)
 * @param latencyMillis how long it takes to answer a handshake, smoothed; 0 while none was seen, or it isn't measured
 * @param traffic what passed
 */
public record Server(
        String protocol,
        String vip,
        String scheduler,
        String address,
        String forwarding,
        int weight,
        int fileWeight,
        boolean weightSet,
        int ramp,
        String role,
        int maxConnections,
        int resumeBelow,
        boolean full,
        boolean reachable,
        long activeConnections,
        long inactiveConnections,
        long persistentClients,
        double latencyMillis,
        Traffic traffic) {}
