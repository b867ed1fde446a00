package dev.weir.benchmarks.packet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** What each program of a group cost in each round, in nanoseconds a packet. */
final class Samples {
    private final Map<SubjectName, List<Integer>> nanos = new LinkedHashMap<>();

    void add(SubjectName name, int nanosPerPacket) {
        nanos.computeIfAbsent(name, _ -> new ArrayList<>()).add(nanosPerPacket);
    }

    /** The programs, in the order in which they are run. */
    Set<SubjectName> names() {
        return nanos.keySet();
    }

    /** What a program costs beyond the empty one in the same round: the median over the rounds. */
    double netNanos(SubjectName name) {
        return median(round -> net(name, round));
    }

    /** How many times as much one program costs as another in the same round: the median over the rounds. */
    double ratio(SubjectName name, SubjectName to) {
        return median(round -> net(name, round) / net(to, round));
    }

    private double net(SubjectName name, int round) {
        double gross = of(name).get(round);
        return name.isZero() ? gross : gross - of(name.zero()).get(round);
    }

    private double median(IntToDoubleFunction figure) {
        int rounds = nanos.values().iterator().next().size();
        double[] sorted =
                IntStream.range(0, rounds).mapToDouble(figure).sorted().toArray();
        return (sorted[(rounds - 1) / 2] + sorted[rounds / 2]) / 2;
    }

    private List<Integer> of(SubjectName name) {
        List<Integer> found = nanos.get(name);
        if (found == null) {
            throw new IllegalArgumentException(name + " was not measured, only " + Arrays.toString(names().toArray()));
        }
        return found;
    }
}
