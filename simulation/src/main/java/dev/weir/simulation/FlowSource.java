package dev.weir.simulation;

import dev.weir.model.Family;
import dev.weir.model.Match;
import dev.weir.model.VirtualService;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws the flows of clients that all come equally often, by SplitMix64 (Steele, Lea and Flood, OOPSLA 2014), which the
 * JDK has as {@link SplittableRandom}. Which flows come is decided by the seed alone, so that a service as it was and
 * as it would be are given the same ones.
 *
 * <p>Client {@code n} has an IPv4 address of its own, spread over the whole family, or an IPv6 address in a /64 of its
 * own within 2001:db8::/32. Its ports are drawn from 1024 to 65535. A service that names addresses is reached by each
 * of them equally often; one for any address by as many destinations as there are clients.
 */
final class FlowSource {
    private static final long MAPPED_PREFIX = 0x0000_ffff_0000_0000L;
    private static final long DOCUMENTATION_PREFIX = 0x2001_0db8L << 32;
    private static final int FIRST_PORT = 1_024;
    private static final int PORTS = 64_512;

    private final SplittableRandom random;
    private final int clients;
    private final boolean isIpv6;
    private final boolean anyDestination;
    private final long[] destinationHighs;
    private final long[] destinationLows;

    FlowSource(VirtualService service, Workload workload) {
        this.random = new SplittableRandom(workload.seed());
        this.clients = workload.clients();
        List<Match> matches = service.matches();
        this.isIpv6 = matches.getFirst().address().family() == Family.IPV6;
        this.anyDestination = matches.stream().anyMatch(Match::isAnyAddress);
        this.destinationHighs =
                matches.stream().mapToLong(match -> match.address().high()).toArray();
        this.destinationLows =
                matches.stream().mapToLong(match -> match.address().low()).toArray();
    }

    /** Fills {@code flow} with the next one. */
    void next(Flow flow) {
        long first = random.nextLong();
        long second = random.nextLong();
        long number = scaled(first, clients);
        flow.clientHigh = high(number);
        flow.clientLow = low(number);
        flow.clientPort = FIRST_PORT + (int) scaled(second, PORTS);
        flow.random = Mix.of(second);
        if (anyDestination) {
            long destination = scaled(flow.random, clients);
            flow.destinationHigh = high(~destination & 0xffff_ffffL);
            flow.destinationLow = low(~destination & 0xffff_ffffL);
        } else {
            int match = (int) scaled(flow.random, destinationLows.length);
            flow.destinationHigh = destinationHighs[match];
            flow.destinationLow = destinationLows[match];
        }
    }

    /** A number from 0 to {@code bound} - 1 by the upper bits of {@code random}. */
    private static long scaled(long random, long bound) {
        return Math.unsignedMultiplyHigh(random, bound);
    }

    private long high(long number) {
        return isIpv6 ? DOCUMENTATION_PREFIX | Mix.of32((int) number) : 0;
    }

    private long low(long number) {
        return isIpv6 ? 1 : MAPPED_PREFIX | Mix.of32((int) number);
    }
}
