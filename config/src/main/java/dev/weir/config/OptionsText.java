package dev.weir.config;

import dev.weir.model.Limits;
import dev.weir.model.Persistence;
import dev.weir.model.ServiceOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A service's options as a cluster file has them, a line each; those that are as usual are left out. */
final class OptionsText {
    private final List<String> lines = new ArrayList<>();

    private OptionsText() {}

    static List<String> of(ServiceOptions options) {
        OptionsText text = new OptionsText();
        text.addFlags(options);
        text.addSpread(options);
        options.persistence().ifPresent(text::addPersistence);
        text.addLimits(options.limits());
        return text.lines;
    }

    private void addFlags(ServiceOptions options) {
        if (!options.flags().isEmpty()) {
            lines.add(options.flags().stream()
                    .sorted()
                    .map(Values::kebab)
                    .collect(Collectors.joining(", ", "flags: [", "]")));
        }
    }

    private void addSpread(ServiceOptions options) {
        if (options.boundedLoad() != 0) {
            lines.add("bounded-load: " + options.boundedLoad() + "%");
        }
        if (!options.slowStart().equals(Duration.ZERO)) {
            lines.add("slow-start: " + Durations.format(options.slowStart()));
        }
    }

    private void addPersistence(Persistence persistence) {
        Persistence usual = Persistence.DEFAULT;
        List<String> prefixes = new ArrayList<>();
        addIfOther(prefixes, "ipv4-prefix", persistence.ipv4Prefix(), usual.ipv4Prefix());
        addIfOther(prefixes, "ipv6-prefix", persistence.ipv6Prefix(), usual.ipv6Prefix());
        String timeout = Durations.format(persistence.timeout());
        lines.add(
                prefixes.isEmpty()
                        ? "persistence: " + timeout
                        : "persistence: {timeout: " + timeout + ", " + String.join(", ", prefixes) + "}");
    }

    private void addLimits(Limits limits) {
        List<String> parts = new ArrayList<>();
        addIfOther(parts, "connections", limits.connections(), 0);
        addIfOther(parts, "client-connections", limits.clientConnections(), 0);
        addIfOther(parts, "client-rate", limits.clientRate(), 0);
        if (!parts.isEmpty()) {
            lines.add("limits: {" + String.join(", ", parts) + "}");
        }
    }

    private static void addIfOther(List<String> parts, String key, int value, int usual) {
        if (value != usual) {
            parts.add(key + ": " + value);
        }
    }
}
