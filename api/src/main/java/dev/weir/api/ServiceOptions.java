package dev.weir.api;

import java.util.List;

/**
 * What is asked of a service beside its scheduler and its forwarding method; 0 where it is not asked for.
 *
 * @param matches all that it is reached by, its own VIP first: {@code tcp 192.0.2.10:80}, {@code udp 0.0.0.0:any}
 *     or {@code tcp 192.0.2.10:8000-8999}
 * @param flags what it does otherwise than is usual, in the cluster file's words: {@code hash-port}
 * @param boundedLoadPercent no server gets more than this of the load that is its by weight
 * @param slowStartSeconds how long a server that joins or returns takes to come to its full weight
 * @param persistenceSeconds how long a client keeps its server after its last connection
 * @param persistenceIpv4Prefix clients that agree in so many bits are one client
 * @param persistenceIpv6Prefix likewise of IPv6
 * @param maxConnections recorded at once over all its servers
 * @param maxClientConnections recorded at once of one client
 * @param maxClientRate new connections a second of one client
 * @param clientIpv4Prefix addresses that agree in so many bits are one client to the two limits above
 * @param clientIpv6Prefix likewise of IPv6
 * @param delivery how its packets travel
 * @param protection what it does about attacks
 */
public record ServiceOptions(
        List<String> matches,
        List<String> flags,
        int boundedLoadPercent,
        double slowStartSeconds,
        double persistenceSeconds,
        int persistenceIpv4Prefix,
        int persistenceIpv6Prefix,
        int maxConnections,
        int maxClientConnections,
        int maxClientRate,
        int clientIpv4Prefix,
        int clientIpv6Prefix,
        ServiceDelivery delivery,
        ServiceProtection protection) {
    public ServiceOptions {
        matches = List.copyOf(matches);
        flags = List.copyOf(flags);
    }
}
