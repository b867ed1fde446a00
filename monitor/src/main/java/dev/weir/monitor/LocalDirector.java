package dev.weir.monitor;

import dev.weir.dataplane.Connection;
import dev.weir.dataplane.PersistentClient;
import dev.weir.dataplane.ServerKey;
import dev.weir.dataplane.Statistics;
import dev.weir.director.Director;
import dev.weir.director.DirectorStatus;
import dev.weir.director.Outcome;
import dev.weir.model.DesiredState;
import java.util.Optional;
import java.util.function.Consumer;

/** The director of this process. */
public record LocalDirector(Director director) implements ServedDirector {
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
    public void persistentClients(Consumer<PersistentClient> consumer) {
        director.persistentClients(consumer);
    }

    @Override
    public Outcome plan(String name, String yaml) {
        return director.plan(name, yaml);
    }

    @Override
    public Outcome apply(String name, String yaml) {
        return director.apply(name, yaml);
    }

    @Override
    public Outcome setWeight(ServerKey server, int weight) {
        return director.setWeight(server, weight);
    }

    @Override
    public Outcome clearWeight(ServerKey server) {
        return director.clearWeight(server);
    }
}
