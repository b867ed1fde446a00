package dev.weir.lab.trial;

import java.util.List;

/** SCTP, which needs a kernel with its sockets on both ends. */
final class SctpTrials {
    private SctpTrials() {}

    static List<Trial> all() {
        return List.of(new Trial("SCTP", SctpTrials::skip));
    }

    private static void skip(Stage stage) {
        throw new SkippedException("this kernel has no SCTP sockets; packet tests cover it");
    }
}
