package dev.weir.cli;

import dev.weir.api.Server;
import java.util.List;
import java.util.StringJoiner;

/**
 * What servers still have of connections.
 *
 * @param activeConnections those that are active
 * @param inactiveConnections the others, which open or close
 * @param persistentClients clients that keep them, and may come back
 */
record Remaining(long activeConnections, long inactiveConnections, long persistentClients) {
    static Remaining of(List<Server> servers) {
        return new Remaining(
                servers.stream().mapToLong(Server::activeConnections).sum(),
                servers.stream().mapToLong(Server::inactiveConnections).sum(),
                servers.stream().mapToLong(Server::persistentClients).sum());
    }

    boolean nothingIsLeft() {
        return activeConnections == 0 && inactiveConnections == 0 && persistentClients == 0;
    }

    /** {@code 3 active, 14 inactive}; what there is none of is left out. */
    @Override
    public String toString() {
        StringJoiner words = new StringJoiner(", ");
        add(words, activeConnections, "active");
        add(words, inactiveConnections, "inactive");
        add(words, persistentClients, persistentClients == 1 ? "persistent client" : "persistent clients");
        return words.length() == 0 ? "nothing" : words.toString();
    }

    private static void add(StringJoiner words, long count, String what) {
        if (count > 0) {
            words.add(count + " " + what);
        }
    }
}
