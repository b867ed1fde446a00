package dev.weir.lab.verify;

import dev.weir.lab.trial.TrialRow;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code weir lab verify} found.
 *
 * @param holds whether all of it is as it must be
 * @param rows a row for each service and application
 * @param trials a row for each feature that was tried
 * @param kill what came of the director's death; null if it wasn't asked for
 */
public record Report(
        boolean holds,
        List<Row> rows,
        List<TrialRow> trials,
        @Nullable KillOutcome kill) {
    static Report of(List<Row> rows, List<TrialRow> trials, @Nullable KillOutcome kill) {
        boolean holds = rows.stream().allMatch(Row::holds)
                && trials.stream().allMatch(TrialRow::holds)
                && (kill == null || kill.holds());
        return new Report(holds, rows, trials, kill);
    }

    /** Everything that is wrong, each with its place. */
    public List<String> faults() {
        Stream<String> ofRows = rows.stream()
                .flatMap(row -> row.faults().stream()
                        .map(fault -> "%s %s: %s".formatted(row.service(), row.application(), fault)));
        Stream<String> ofTrials =
                trials.stream().flatMap(trial -> trial.faults().stream().map(fault -> trial.feature() + ": " + fault));
        Stream<String> ofKill =
                kill == null ? Stream.of() : kill.faults().stream().map(fault -> "director killed: " + fault);
        return Stream.of(ofRows, ofTrials, ofKill).flatMap(faults -> faults).toList();
    }
}
