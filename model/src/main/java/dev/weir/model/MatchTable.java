package dev.weir.model;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What services are reached by, gathered one after the other to find two that contradict; for one thread. */
public final class MatchTable {
    private final Map<ServiceKey, VirtualService> keys = new HashMap<>();

    /** By address and protocol with the port left out, then by first port: ranges apart, which may overlap. */
    private final Map<ServiceKey, NavigableMap<Integer, Claim>> ranges = new HashMap<>();

    private final Map<Match, VirtualService> single = new HashMap<>();

    private record Claim(Match match, VirtualService service) {}

    /**
     * Two services that packets can't be told apart for.
     *
     * @param first the one that was added before
     * @param second the one that was to be added
     * @param match what the second is reached by, and the first too
     */
    public record Conflict(VirtualService first, VirtualService second, Match match) {
        @Override
        public String toString() {
            return first.key().equals(second.key())
                    ? "service " + second.key() + " stands twice"
                    : match + " of service " + second.key() + " is service " + first.key() + "'s already";
        }
    }

    /** Adds a service; of one that contradicts an earlier one nothing is added. */
    public Optional<Conflict> add(VirtualService service) {
        VirtualService namesake = keys.get(service.key());
        if (namesake != null) {
            return Optional.of(new Conflict(namesake, service, service.matches().getFirst()));
        }
        for (Match match : service.matches()) {
            VirtualService owner = ownerOf(match);
            if (owner != null) {
                return Optional.of(new Conflict(owner, service, match));
            }
        }
        keys.put(service.key(), service);
        service.matches().forEach(match -> claim(match, service));
        return Optional.empty();
    }

    private void claim(Match match, VirtualService service) {
        if (isRange(match)) {
            rangesOf(match).put(match.firstPort(), new Claim(match, service));
        } else {
            single.put(match, service);
        }
    }

    private @Nullable VirtualService ownerOf(Match match) {
        if (!isRange(match)) {
            return single.get(match);
        }
        Map.Entry<Integer, Claim> below = rangesOf(match).floorEntry(match.lastPort());
        return below != null && below.getValue().match().contradicts(match)
                ? below.getValue().service()
                : null;
    }

    private static boolean isRange(Match match) {
        return !match.isOnePort() && !match.isAnyPort();
    }

    private NavigableMap<Integer, Claim> rangesOf(Match match) {
        ServiceKey place =
                Match.of(match.protocol(), match.address(), Match.ANY_PORT).key();
        return ranges.computeIfAbsent(place, _ -> new TreeMap<>());
    }
}
