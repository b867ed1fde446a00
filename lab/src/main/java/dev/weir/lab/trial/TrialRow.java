package dev.weir.lab.trial;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line of the report: what came of trying a feature.
 *
 * @param feature {@code scheduler wrr}
 * @param requests how many were sent
 * @param refused how many of them got no answer, as some should
 * @param requestsByServer how the others fell on the servers
 * @param judgements what was judged and by which test, with the value that it came to
 * @param faults what is wrong; empty if all holds
 * @param skipped why it was not tried; null if it was
 */
public record TrialRow(
        String feature,
        int requests,
        int refused,
        Map<String, Integer> requestsByServer,
        List<String> judgements,
        List<String> faults,
        @Nullable String skipped) {
    /** How rows are judged, for the reader of a report. */
    public static final String TESTS = "Chi-square is Pearson's test of goodness of fit: a row fails if p is "
            + Goodness.SIGNIFICANCE + " or less. All else is judged exactly.";

    public boolean holds() {
        return faults.isEmpty();
    }
}
