package dev.weir.monitor;

import dev.weir.dataplane.Connection;
import dev.weir.dataplane.PersistentClient;
import dev.weir.dataplane.ServerKey;
import dev.weir.dataplane.Statistics;
import dev.weir.director.DirectorStatus;
import dev.weir.director.Outcome;
import dev.weir.model.DesiredState;
import java.util.Optional;
import java.util.function.Consumer;

/** What the server asks of a director; any thread may ask. */
public interface ServedDirector {

    DirectorStatus status();

    /** The state in force; empty while there is none. */
    Optional<DesiredState> desired();

    Statistics statistics();

    /** Shows every recorded connection to {@code consumer}. */
    void connections(Consumer<Connection> consumer);

    /** Shows every client that keeps its server to {@code consumer}. */
    void persistentClients(Consumer<PersistentClient> consumer);

    Outcome plan(String name, String yaml);

    Outcome apply(String name, String yaml);

    Outcome setWeight(ServerKey server, int weight);

    Outcome clearWeight(ServerKey server);
}
