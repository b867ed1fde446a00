package dev.weir.config;

import dev.weir.model.Family;
import dev.weir.model.ForwardingMethod;
import dev.weir.model.IpAddress;
import dev.weir.model.Match;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a service is reached by and how its servers are: what these and its options must fit.
 *
 * @param matches all that it is reached by, what it is known by first; none if some of that could not be read
 * @param method how its servers are reached, if that could be read
 * @param addresses those of the matches
 * @param families likewise
 * @param ports likewise
 */
record Front(
        List<Match> matches,
        Optional<ForwardingMethod> method,
        Set<IpAddress> addresses,
        Set<Family> families,
        Set<Ports> ports) {
    static Front of(List<Match> matches, Optional<ForwardingMethod> method) {
        return new Front(
                List.copyOf(matches),
                method,
                all(matches, Match::address),
                all(matches, match -> match.address().family()),
                all(matches, Ports::of));
    }

    private static <T> Set<T> all(List<Match> matches, Function<Match, T> part) {
        return matches.stream().map(part).collect(Collectors.toSet());
    }

    /** Its port if it has but one, else 0; nothing if its ports could not be read. */
    Optional<Integer> port() {
        if (matches.isEmpty()) {
            return Optional.empty();
        }
        Ports first = Ports.of(matches.getFirst());
        return Optional.of(ports.size() == 1 && first.isOne() ? first.first() : Match.ANY_PORT);
    }
}
