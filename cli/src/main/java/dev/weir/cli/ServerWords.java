package dev.weir.cli;

import dev.weir.api.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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

    /** {@code 1000/750}: how many connections fill it, and below how many it takes more; empty without a limit. */
    static String limit(Server server) {
        return server.maxConnections() == 0 ? "" : server.maxConnections() + "/" + server.resumeBelow();
    }

    /** How long it takes to answer a handshake, {@code 1.25ms}; empty while that is unknown. */
    static String latency(Server server) {
        return server.latencyMillis() == 0 ? "" : String.format(Locale.ROOT, "%.2fms", server.latencyMillis());
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
        if (server.full()) {
            notes.add(paint.red("full"));
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
