package dev.weir.api;

import java.util.function.Consumer;

/** A director, asked from outside. Every method throws {@link ApiException} if it can't be done. */
public interface DirectorApi extends AutoCloseable {

    Status status();

    Services services();

    Servers servers();

    /** The state in force, as a cluster file. */
    ClusterText cluster();

    /**
     * Shows each connection that {@code query} asks for, as it comes in and in no order.
     *
     * @return how many matched, with those beyond the query's limit
     */
    long connections(ConnectionQuery query, Consumer<Connection> each);

    /** Shows each persistent client that {@code query} asks for, likewise. */
    long persistentClients(PersistentClientQuery query, Consumer<PersistentClient> each);

    /**
     * Says what {@link #apply} would change, and changes nothing.
     *
     * @param name the file's name, for the problems in it
     * @param yaml the cluster file's text
     */
    ChangeOutcome plan(String name, String yaml);

    /** Makes {@code yaml} the state in force, now and after a restart. */
    ChangeOutcome apply(String name, String yaml);

    /**
     * Gives a server another weight than the cluster file says, until that is cleared or the server leaves the file.
     *
     * @param weight its share of new connections, 0 to 65535; 0 quiesces it
     */
    ChangeOutcome setWeight(ServerName server, int weight);

    /** Gives a server the cluster file's weight back; changes nothing if none was set. */
    ChangeOutcome clearWeight(ServerName server);

    @Override
    void close();
}
