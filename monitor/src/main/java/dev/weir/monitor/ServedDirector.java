package dev.weir.monitor;

import dev.weir.dataplane.Connection;
import dev.weir.dataplane.Statistics;
import dev.weir.director.Director;
import dev.weir.director.DirectorStatus;
import dev.weir.director.Outcome;
import dev.weir.model.DesiredState;
import java.util.Optional;
import java.util.function.Consumer;

/** What the server asks of a director; any thread may ask. */
public interface ServedDirector {

    /** The real one. */
    static ServedDirector of(Director director) {
        return new ServedDirector() {
            @Override
            public DirectorStatus status() {
                return director.status();
            }

            @Override
            public Optional<DesiredState> desired() {
                return director.desired();
            }

            @Override
            public Statistics statistics() {
                return director.statistics();
            }

            @Override
            public void connections(Consumer<Connection> consumer) {
                director.connections(consumer);
            }

            @Override
            public Outcome plan(String name, String yaml) {
                return director.plan(name, yaml);
            }

            @Override
            public Outcome apply(String name, String yaml) {
                return director.apply(name, yaml);
            }
        };
    }

    DirectorStatus status();

    /** The state in force; empty while there is none. */
    Optional<DesiredState> desired();

    Statistics statistics();

    /** Shows every recorded connection to {@code consumer}. */
    void connections(Consumer<Connection> consumer);

    Outcome plan(String name, String yaml);

    Outcome apply(String name, String yaml);
}
