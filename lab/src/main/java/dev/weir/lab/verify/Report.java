package dev.weir.lab.verify;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code weir lab verify} found.
 *
 * @param holds whether all of it is as it must be
 * @param rows a row for each service and application
 * @param kill what came of the director's death; null if it wasn't asked for
 */
public record Report(
        boolean holds, List<Row> rows, @Nullable KillOutcome kill) {
    static Report of(List<Row> rows, @Nullable KillOutcome kill) {
        return new Report(rows.stream().allMatch(Row::holds) && (kill == null || kill.holds()), rows, kill);
    }

    /** Everything that is wrong, each with its place. */
    public List<String> faults() {
        Stream<String> ofRows = rows.stream()
                .flatMap(row -> row.faults().stream()
                        .map(fault -> "%s %s: %s".formatted(row.service(), row.application(), fault)));
        Stream<String> ofKill =
                kill == null ? Stream.of() : kill.faults().stream().map(fault -> "director killed: " + fault);
        return Stream.concat(ofRows, ofKill).toList();
    }
}
