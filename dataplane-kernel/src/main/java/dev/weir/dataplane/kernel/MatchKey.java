package dev.weir.dataplane.kernel;

import dev.weir.model.IpAddress;
import dev.weir.model.Match;
import dev.weir.model.Protocol;
import java.util.List;

/**
 * What a service's record stands under in one of the two maps that packets find their service in.
 *
 * @param ports of a key in {@code services}, just one
 */
record MatchKey(Kind kind, Protocol protocol, IpAddress address, PortPrefix ports) {
    /** Which of the maps. */
    enum Kind {
        /** The hash table {@code services}. */
        ONE_PORT,
        /** The trie {@code service_ranges}. */
        PORTS
    }

    /** The keys that a match is written under: one, but for a range. */
    static List<MatchKey> of(Match match) {
        if (match.isOnePort()) {
            return List.of(
                    new MatchKey(Kind.ONE_PORT, match.protocol(), match.address(), PortPrefix.of(match.firstPort())));
        }
        List<PortPrefix> prefixes =
                match.isAnyPort() ? List.of(PortPrefix.ANY) : PortPrefix.covering(match.firstPort(), match.lastPort());
        return prefixes.stream()
                .map(ports -> new MatchKey(Kind.PORTS, match.protocol(), match.address(), ports))
                .toList();
    }
}
