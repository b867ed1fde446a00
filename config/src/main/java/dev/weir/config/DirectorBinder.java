package dev.weir.config;

import dev.weir.model.AttachMode;
import dev.weir.model.Capacity;
import dev.weir.model.ConnectionState;
import dev.weir.model.DirectorSettings;
import dev.weir.model.LocalPool;
import dev.weir.model.Timeouts;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Binds what concerns the director itself. */
final class DirectorBinder {
    static final List<String> KEYS = List.of("interfaces", "attach", "capacity", "timeouts", "local");
    static final List<String> CAPACITY_KEYS = List.of("services", "servers", "connections", "scheduler-slots");
    static final List<String> TIMEOUT_KEYS =
            Arrays.stream(ConnectionState.values()).map(Values::kebab).toList();

    private final Problems problems;
    private final Values values;

    DirectorBinder(Problems problems) {
        this.problems = problems;
        this.values = new Values(problems);
    }

    Optional<DirectorSettings> bind(Node node) {
        return Section.read(node, "'director'", KEYS, problems).flatMap(this::bind);
    }

    private Optional<DirectorSettings> bind(Section section) {
        InterfaceBinder interfaces = new InterfaceBinder(problems);
        List<String> names =
                section.require("interfaces", "[eth0]").map(interfaces::bind).orElse(List.of());
        Optional<AttachMode> attach =
                section.readOr("attach", AttachMode.AUTO, node -> InterfaceBinder.mode(node, values));
        Optional<Capacity> capacity = section.readOr("capacity", Capacity.DEFAULT, this::capacity);
        Optional<Timeouts> timeouts = section.readOr("timeouts", Timeouts.DEFAULT, this::timeouts);
        Optional<LocalPool> local = section.readOr("local", LocalPool.NONE, new LocalPoolBinder(problems)::bind);
        boolean isWhole = attach.isPresent() && capacity.isPresent() && timeouts.isPresent() && local.isPresent();
        if (names.isEmpty() || !isWhole) {
            return Optional.empty();
        }
        return Optional.of(new DirectorSettings(
                names, interfaces.modes(attach.get()), capacity.get(), timeouts.get(), local.get()));
    }

    private Optional<Capacity> capacity(Node node) {
        return Section.read(node, "'capacity'", CAPACITY_KEYS, problems).map(section -> {
            Capacity usual = Capacity.DEFAULT;
            return new Capacity(
                    count(section, "services", usual.services(), 1, Capacity.MAX_SERVICES),
                    count(section, "servers", usual.servers(), 1, Capacity.MAX_SERVERS),
                    count(
                            section,
                            "connections",
                            usual.connections(),
                            Capacity.MIN_CONNECTIONS,
                            Capacity.MAX_CONNECTIONS),
                    count(
                            section,
                            "scheduler-slots",
                            usual.schedulerSlots(),
                            Capacity.MIN_SCHEDULER_SLOTS,
                            Capacity.MAX_SCHEDULER_SLOTS));
        });
    }

    private int count(Section section, String key, int usual, int min, int max) {
        return section.readOr(key, usual, node -> values.number(node, key, min, max))
                .orElse(usual);
    }

    private Optional<Timeouts> timeouts(Node node) {
        return Section.read(node, "'timeouts'", TIMEOUT_KEYS, problems).map(section -> {
            Timeouts timeouts = Timeouts.DEFAULT;
            for (ConnectionState state : ConnectionState.values()) {
                timeouts = timeouts.with(state, timeout(section, state));
            }
            return timeouts;
        });
    }

    private Duration timeout(Section section, ConnectionState state) {
        String key = Values.kebab(state);
        Duration usual = Timeouts.DEFAULT.of(state);
        return section.readOr(key, usual, node -> values.duration(node, key, Timeouts.MIN, Timeouts.MAX))
                .orElse(usual);
    }
}
