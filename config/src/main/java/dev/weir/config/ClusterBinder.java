package dev.weir.config;

import dev.weir.model.Capacity;
import dev.weir.model.DesiredState;
import dev.weir.model.DirectorSettings;
import dev.weir.model.VirtualService;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Binds a whole file. */
final class ClusterBinder {
    private static final List<String> KEYS = List.of("director", "services");

    private final Problems problems;

    ClusterBinder(Problems problems) {
        this.problems = problems;
    }

    /** What the file asks for; meaningless if it has problems. */
    Optional<DesiredState> bind(Node root) {
        return Section.read(root, "the file", KEYS, problems).flatMap(this::bind);
    }

    private Optional<DesiredState> bind(Section file) {
        Optional<DirectorSettings> settings =
                file.require("director", "{interfaces: [eth0]}").flatMap(new DirectorBinder(problems)::bind);
        Capacity capacity = settings.map(DirectorSettings::capacity).orElse(Capacity.DEFAULT);
        List<VirtualService> services = file.require("services", "[]")
                .map(new ServiceBinder(problems, capacity)::bind)
                .orElse(List.of());
        return settings.filter(_ -> problems.isEmpty()).map(known -> new DesiredState(1, known, services));
    }
}
