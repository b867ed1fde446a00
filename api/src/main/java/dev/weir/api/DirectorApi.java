package dev.weir.api;

import java.util.function.Consumer;

/** A director, asked from outside. Every method throws {@link ApiException} if it can't be done. */
public interface DirectorApi extends AutoCloseable {

    Status status();

    Services services();

    Servers servers();

    /**
     * Shows each connection that {@code query} asks for, as it comes in and in no order.
     *
     * @return how many matched, with those beyond the query's limit
     */
    long connections(ConnectionQuery query, Consumer<Connection> each);

    /**
     * Says what {@link #apply} would change, and changes nothing.
     *
     * @param name the file's name, for the problems in it
     * @param yaml the cluster file's text
     */
    ChangeOutcome plan(String name, String yaml);

    /** Makes {@code yaml} the state in force, now and after a restart. */
    ChangeOutcome apply(String name, String yaml);

    @Override
    void close();
}
