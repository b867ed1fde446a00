package dev.weir.api;

import java.util.List;

/** What came of a plan or an apply. */
public sealed interface ChangeOutcome {

    /** The file is sound: these are its changes, made if it was an apply. */
    record Accepted(Changes changes) implements ChangeOutcome {}

    /** The file is wrong and nothing was changed. */
    record Refused(List<FileProblem> problems) implements ChangeOutcome {
        public Refused {
            problems = List.copyOf(problems);
        }
    }

    /** The file is sound but the director could not do it; {@code reason} tells why, and the mend. */
    record Failed(String reason) implements ChangeOutcome {}
}
