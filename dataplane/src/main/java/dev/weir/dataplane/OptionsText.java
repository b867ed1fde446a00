package dev.weir.dataplane;

import dev.weir.model.Limits;
import dev.weir.model.Match;
import dev.weir.model.Persistence;
import dev.weir.model.ServiceFlag;
import dev.weir.model.ServiceOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A service's options in an operator's words, those that are not as usual. */
final class OptionsText {
    private final List<String> parts = new ArrayList<>();

    private OptionsText() {}

    /** {@code ports to 8999, also TCP 192.0.2.11:80, fallback, persistence 5m}; or that there are none. */
    static String of(ServiceOptions options) {
        OptionsText text = new OptionsText();
        text.addMatches(options);
        options.flags().stream().sorted().map(OptionsText::word).forEach(text.parts::add);
        if (options.boundedLoad() != 0) {
            text.parts.add("load bounded to " + options.boundedLoad() + "%");
        }
        if (!options.slowStart().isZero()) {
            text.parts.add("slow start " + length(options.slowStart()));
        }
        options.persistence().ifPresent(text::addPersistence);
        text.addLimits(options.limits());
        return text.parts.isEmpty() ? "no options" : String.join(", ", text.parts);
    }

    private void addMatches(ServiceOptions options) {
        if (options.lastPort() != 0) {
            parts.add("ports to " + options.lastPort());
        }
        if (!options.also().isEmpty()) {
            parts.add(options.also().stream().map(Match::toString).collect(Collectors.joining(" and ", "also ", "")));
        }
    }

    private static String word(ServiceFlag flag) {
        return flag.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void addPersistence(Persistence persistence) {
        Persistence usual = Persistence.DEFAULT;
        boolean isOfAddresses =
                persistence.ipv4Prefix() == usual.ipv4Prefix() && persistence.ipv6Prefix() == usual.ipv6Prefix();
        String prefixes = " by /" + persistence.ipv4Prefix() + " and, of IPv6, /" + persistence.ipv6Prefix();
        parts.add("persistence " + length(persistence.timeout()) + (isOfAddresses ? "" : prefixes));
    }

    private void addLimits(Limits limits) {
        addLimit(limits.connections(), " connections");
        addLimit(limits.clientConnections(), " connections a client");
        addLimit(limits.clientRate(), " new connections a second and client");
    }

    private void addLimit(int limit, String what) {
        if (limit != 0) {
            parts.add("at most " + limit + what);
        }
    }

    /** {@code 5m} or {@code 1h30m}. */
    private static String length(Duration duration) {
        return duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }
}
