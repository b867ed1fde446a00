package dev.weir.lab.trial;

import dev.weir.lab.traffic.Answer;
import dev.weir.lab.traffic.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What came of some requests, in their order. */
final class Tally {
    private final List<Visit> visits = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    /** After as many failures, no further request will fare better. */
    private static final int GIVE_UP_AFTER = 5;

    /** A request that was served. */
    private record Visit(Route route, String server) {}

    void enter(Route route, Answer answer) {
        switch (answer) {
            case Answer.Served served -> visits.add(new Visit(route, served.server()));
            case Answer.Failed failed -> failures.add("number %d: %s".formatted(sent() + 1, failed.reason()));
        }
    }

    /** Those of both, the other's behind. */
    Tally and(Tally other) {
        Tally both = new Tally();
        both.visits.addAll(visits);
        both.visits.addAll(other.visits);
        both.failures.addAll(failures);
        both.failures.addAll(other.failures);
        return both;
    }

    /** Who served each, in order. */
    List<String> servers() {
        return visits.stream().map(Visit::server).toList();
    }

    /** How many each server served. */
    Map<String, Integer> byServer() {
        Map<String, Integer> counts = new TreeMap<>();
        visits.forEach(visit -> counts.merge(visit.server, 1, Integer::sum));
        return counts;
    }

    int served() {
        return visits.size();
    }

    boolean isHopeless() {
        return failures.size() >= GIVE_UP_AFTER;
    }

    int sent() {
        return visits.size() + failures.size();
    }

    /** Each that was not served, with its number from 1, and why. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    /** By client or destination, as {@code party} tells them from a route: those that served it, each once. */
    Map<String, List<String>> serversBy(Function<Route, Object> party) {
        Map<String, List<String>> servers = new LinkedHashMap<>();
        for (Visit visit : visits) {
            List<String> known =
                    servers.computeIfAbsent(party.apply(visit.route).toString(), _ -> new ArrayList<>());
            if (!known.contains(visit.server)) {
                known.add(visit.server);
            }
        }
        return servers;
    }
}
