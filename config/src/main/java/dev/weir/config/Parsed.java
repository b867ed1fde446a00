package dev.weir.config;

import dev.weir.model.DesiredState;
import java.util.List;

/** What reading a cluster file came to. */
public sealed interface Parsed {

    /**
     * The file is right.
     *
     * @param state what it asks for, as revision 1
     */
    record Valid(DesiredState state) implements Parsed {}

    /**
     * The file is wrong, and nothing of it may be used.
     *
     * @param problems what is wrong, at least one thing, in the order of the file
     */
    record Invalid(List<Problem> problems) implements Parsed {
        public Invalid {
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("a file without problems is valid");
            }
        }
    }
}
