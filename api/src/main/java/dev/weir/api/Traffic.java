package dev.weir.api;

/**
 * Counters since the director's packet path was first loaded, named as {@code ipvsadm --stats} does.
 *
 * @param connections connections begun
 * @param packetsIn packets from clients
 * @param packetsOut packets to clients; 0 unless the forwarding method is nat, for replies pass the director by
 * @param bytesIn bytes of IP packets from clients
 * @param bytesOut bytes of IP packets to clients; 0 unless the forwarding method is nat
 */
public record Traffic(long connections, long packetsIn, long packetsOut, long bytesIn, long bytesOut) {}
