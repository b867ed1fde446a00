package dev.weir.config;

import dev.weir.model.ClientNotice;
import dev.weir.model.Delivery;
import dev.weir.model.Encapsulation;
import dev.weir.model.Limits;
import dev.weir.model.Persistence;
import dev.weir.model.Protection;
import dev.weir.model.ServiceOptions;
import dev.weir.model.StrayPolicy;
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
        text.addDelivery(options.delivery());
        text.addProtection(options.protection());
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
        addIfOther(parts, "ipv4-prefix", limits.ipv4Prefix(), Limits.NONE.ipv4Prefix());
        addIfOther(parts, "ipv6-prefix", limits.ipv6Prefix(), Limits.NONE.ipv6Prefix());
        if (!parts.isEmpty()) {
            lines.add("limits: {" + String.join(", ", parts) + "}");
        }
    }

    private void addDelivery(Delivery delivery) {
        Encapsulation encapsulation = delivery.encapsulation();
        String kind = Values.kebab(encapsulation.kind());
        if (!encapsulation.equals(Encapsulation.of(encapsulation.kind()))) {
            lines.add("encapsulation: {kind: " + kind + ", port: " + encapsulation.port() + "}");
        } else if (!encapsulation.equals(Encapsulation.IPIP)) {
            lines.add("encapsulation: " + kind);
        }
        if (delivery.clientNotice() != ClientNotice.NONE) {
            lines.add("client-notice: " + Values.kebab(delivery.clientNotice()));
        }
        if (delivery.mss() != Delivery.MSS_KEPT) {
            lines.add("mss: " + (delivery.mss() == Delivery.MSS_AUTO ? "auto" : delivery.mss()));
        }
    }

    private void addProtection(Protection protection) {
        if (protection.stray() != StrayPolicy.PASS) {
            lines.add("stray: " + Values.kebab(protection.stray()));
        }
        switch (protection.synCookies()) {
            case Protection.DEFAULT_SYN_COOKIES -> {}
            case Protection.NEVER -> lines.add("syn-cookies: never");
            case Protection.ALWAYS -> lines.add("syn-cookies: always");
            default -> lines.add("syn-cookies: " + protection.synCookies());
        }
    }

    private static void addIfOther(List<String> parts, String key, int value, int usual) {
        if (value != usual) {
            parts.add(key + ": " + value);
        }
    }
}
