package dev.weir.simulation;

import dev.weir.model.Persistence;
import dev.weir.model.ServiceFlag;
import dev.weir.model.VirtualService;

/**
 * Hashes what a service goes by. The packet path's hash is keyed with the cluster's secret, which a simulation is not
 * given; any other that spreads as well gives the same shares and the same part that moves, though for other clients.
 */
final class FlowHash {
    private static final int MAPPED_BITS = 96;
    private static final long MAPPED_PREFIX = 0x0000_ffffL;

    private final long key;
    private final boolean hashesPort;
    private final int ipv4Prefix;
    private final int ipv6Prefix;

    FlowHash(VirtualService service, long seed) {
        this.key = Mix.of(seed);
        this.hashesPort = service.options().has(ServiceFlag.HASH_PORT);
        Persistence persistence = service.options().persistence().orElse(Persistence.DEFAULT);
        this.ipv4Prefix = persistence.ipv4Prefix() + MAPPED_BITS;
        this.ipv6Prefix = persistence.ipv6Prefix();
    }

    /** What {@code sh} and {@code mh} go by: the upper 32 bits of {@link #client}. */
    int clientHash(Flow flow) {
        return (int) (client(flow) >>> Integer.SIZE);
    }

    /** What {@code dh} goes by: the upper 32 bits of {@link #destination}. */
    int destinationHash(Flow flow) {
        return (int) (destination(flow) >>> Integer.SIZE);
    }

    /** What is one client for {@code sh} and {@code mh}. */
    long client(Flow flow) {
        return hash(flow.clientHigh, flow.clientLow, hashesPort ? flow.clientPort : 0);
    }

    /** What is one destination for {@code dh}, {@code lblc} and {@code lblcr}. */
    long destination(Flow flow) {
        return hash(flow.destinationHigh, flow.destinationLow, 0);
    }

    /** What is one client for a persistent service. */
    long persistentClient(Flow flow) {
        boolean isIpv4 = flow.clientHigh == 0 && flow.clientLow >>> Integer.SIZE == MAPPED_PREFIX;
        int bits = isIpv4 ? ipv4Prefix : ipv6Prefix;
        long high = flow.clientHigh & mask(Math.min(bits, Long.SIZE));
        return hash(high, flow.clientLow & mask(Math.max(0, bits - Long.SIZE)), 0);
    }

    private long hash(long high, long low, int port) {
        return Mix.of(Mix.of(Mix.of(key ^ high) ^ low) + port);
    }

    /** A word whose first {@code bits} bits, 0 to 64, are set. */
    private static long mask(int bits) {
        return bits == 0 ? 0 : -1L << (Long.SIZE - bits);
    }
}
