package dev.weir.lab.trial;

import dev.weir.lab.traffic.Answer;
import dev.weir.lab.traffic.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The judgements of one trial, and the faults that they found. */
final class Findings {
    private final List<String> judgements = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final Map<String, Integer> byServer = new TreeMap<>();
    private int requests;
    private int refused;

    void count(Answer answer) {
        requests++;
        switch (answer) {
            case Answer.Served served -> byServer.merge(served.server(), 1, Integer::sum);
            case Answer.Failed _ -> refused++;
        }
    }

    /** Of requests whose servers did not tell their names. */
    void countUnnamed(int begun, int connected) {
        requests += begun;
        refused += begun - connected;
    }

    void fault(String fault) {
        faults.add(fault);
    }

    /** Judges by {@code test}; {@code otherwise} tells what is wrong if it doesn't hold. */
    void require(String test, boolean holds, String otherwise) {
        if (!judgements.contains(test)) {
            judgements.add(test);
        }
        if (!holds) {
            fault(otherwise);
        }
    }

    /** Every request must have been served. */
    void requireServed(Tally tally) {
        if (!tally.failures().isEmpty()) {
            fault("%d of %d requests failed, the first, %s"
                    .formatted(
                            tally.failures().size(),
                            tally.sent(),
                            tally.failures().getFirst()));
        }
    }

    /** Each server must have served exactly so many; none failed. */
    void requireCounts(Tally tally, Map<String, Integer> counts) {
        requireServed(tally);
        require(
                "counts, exact",
                tally.byServer().equals(counts),
                "the servers served %s, not %s".formatted(tally.byServer(), new TreeMap<>(counts)));
    }

    /** The servers must have come in exactly this order, {@code s1 s2 s1}; none failed. */
    void requireOrder(Tally tally, String order) {
        requireServed(tally);
        String seen = String.join(" ", tally.servers());
        require("order, exact", seen.equals(order), "the order was %s, not %s".formatted(seen, order));
    }

    /** That counts came of these shares may be chance. */
    void requireShares(Map<String, Integer> counts, Map<String, Integer> shares) {
        Goodness goodness = Goodness.of(counts, shares);
        judgements.add(goodness.toString());
        if (!goodness.holds()) {
            fault("%s did not come of the shares %s by chance: %s, below %s"
                    .formatted(counts, new TreeMap<>(shares), goodness, Goodness.SIGNIFICANCE));
        }
    }

    /** Every client, or destination, must have been served by one server only. */
    void requireOneServerEach(Tally tally, String what, Function<Route, Object> party) {
        requireServed(tally);
        Map<String, List<String>> several = tally.serversBy(party).entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        require(
                "one server a " + what + ", exact",
                several.isEmpty(),
                "%d had several servers: %s".formatted(several.size(), several));
    }

    TrialRow row(String feature) {
        return new TrialRow(feature, requests, refused, byServer, List.copyOf(judgements), List.copyOf(faults), null);
    }

    TrialRow skipped(String feature, String why) {
        return new TrialRow(feature, requests, refused, byServer, List.of(), List.of(), why);
    }
}
