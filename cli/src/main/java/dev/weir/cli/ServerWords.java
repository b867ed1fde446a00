package dev.weir.cli;

import dev.weir.api.Server;
import java.util.ArrayList;
import java.util.List;

/** What there is to say of a server beside its numbers. */
final class ServerWords {
    private ServerWords() {}

    /** {@code weight 0 (set; file says 5)}. */
    static String weight(Server server) {
        return "weight " + server.weight() + (server.weightSet() ? " (" + setOverFile(server) + ")" : "");
    }

    private static String setOverFile(Server server) {
        return "set; file says " + server.fileWeight();
    }

    /** What keeps it from its full share, and what it is for unless it is one of the pool. */
    static String note(Server server, Paint paint) {
        List<String> notes = new ArrayList<>();
        if (!server.role().equals("regular")) {
            notes.add(server.role());
        }
        if (!server.reachable()) {
            notes.add(paint.red("unreachable"));
        }
        if (server.weight() == 0) {
            notes.add(paint.yellow(draining(server)));
        }
        if (server.ramp() < 100) {
            notes.add(paint.yellow("starting, at " + server.ramp() + "%"));
        }
        if (server.weightSet()) {
            notes.add("weight " + setOverFile(server));
        }
        return String.join(", ", notes);
    }

    private static String draining(Server server) {
        Remaining remaining = Remaining.of(List.of(server));
        return remaining.nothingIsLeft() ? "drained" : "draining: " + remaining + " left";
    }
}
