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

/** What a service is reached by and how its servers are: what these and its options must fit. */
final class Front {
    private final List<Match> matches;
    private final Optional<ForwardingMethod> method;
    private final Set<IpAddress> addresses;
    private final Set<Family> families;
    private final Set<Ports> ports;

    /**
     * @param matches all that it is reached by, what it is known by first; none if some of that could not be read
     * @param method how its servers are reached, if that could be read
     */
    Front(List<Match> matches, Optional<ForwardingMethod> method) {
        this.matches = List.copyOf(matches);
        this.method = method;
        this.addresses = all(Match::address);
        this.families = all(match -> match.address().family());
        this.ports = all(Ports::of);
    }

    private <T> Set<T> all(Function<Match, T> part) {
        return matches.stream().map(part).collect(Collectors.toSet());
    }

    List<Match> matches() {
        return matches;
    }

    Optional<ForwardingMethod> method() {
        return method;
    }

    boolean has(IpAddress address) {
        return addresses.contains(address);
    }

    Set<Family> families() {
        return families;
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
