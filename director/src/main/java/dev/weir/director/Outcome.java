package dev.weir.director;

import dev.weir.config.Problem;
import dev.weir.dataplane.Plan;
import dev.weir.dataplane.ServerKey;
import java.util.List;

/** What became of a cluster text that was shown to a director, or of a weight that was set. */
public sealed interface Outcome {

    /** The text is good; these changes would be made. Nothing was. */
    record Planned(Plan plan) implements Outcome {}

    /**
     * It is in force; a text stands in the director's file.
     *
     * @param revision the revision that a text became; the former one if it wants nothing new
     * @param plan the changes that were made
     */
    record Applied(long revision, Plan plan) implements Outcome {}

    /** The text is bad; nothing was changed. */
    record Refused(List<Problem> problems) implements Outcome {
        public Refused {
            problems = List.copyOf(problems);
        }
    }

    /** No service has that server, so its weight can't be changed. */
    record NoSuchServer(ServerKey server) implements Outcome {}

    /** The text is good but could not be put in force; the reason says what stands, and the mend where one is known. */
    record Failed(String reason) implements Outcome {}
}
