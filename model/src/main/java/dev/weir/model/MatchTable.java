package dev.weir.model;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What packets are claimed, match after match, to find two that contradict; for one thread.
 *
 * @param <T> who claims
 */
public final class MatchTable<T> {
    private final Map<Match, T> single = new HashMap<>();

    /** By protocol and address, then by first port: ranges, which may overlap without being the same. */
    private final Map<Match, NavigableMap<Integer, Claim<T>>> ranges = new HashMap<>();

    /**
     * A match that was claimed.
     *
     * @param match what it is
     * @param claimant who claimed it
     */
    public record Claim<T>(Match match, T claimant) {}

    /** Claims a match, unless an earlier claim contradicts it: that one is returned, and stays. */
    public Optional<Claim<T>> claim(Match match, T claimant) {
        return match.isRange() ? claimRange(match, claimant) : claimSingle(match, claimant);
    }

    private Optional<Claim<T>> claimSingle(Match match, T claimant) {
        return Optional.ofNullable(single.putIfAbsent(match, claimant)).map(first -> new Claim<>(match, first));
    }

    /** No two ranges here overlap, so that only the last one that begins within or before another can touch it. */
    private Optional<Claim<T>> claimRange(Match match, T claimant) {
        Match place = Match.of(match.protocol(), match.address(), Match.ANY_PORT);
        NavigableMap<Integer, Claim<T>> neighbours = ranges.computeIfAbsent(place, _ -> new TreeMap<>());
        Optional<Claim<T>> first = Optional.ofNullable(neighbours.floorEntry(match.lastPort()))
                .map(Map.Entry::getValue)
                .filter(claim -> claim.match().contradicts(match));
        if (first.isEmpty()) {
            neighbours.put(match.firstPort(), new Claim<>(match, claimant));
        }
        return first;
    }
}
