package dev.weir.dataplane;

import dev.weir.model.ClientNotice;
import dev.weir.model.Delivery;
import dev.weir.model.Encapsulation;
import dev.weir.model.Limits;
import dev.weir.model.Match;
import dev.weir.model.Persistence;
import dev.weir.model.Protection;
import dev.weir.model.ServiceOptions;
import dev.weir.model.StrayPolicy;
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
        text.addDelivery(options.delivery());
        text.addProtection(options.protection());
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

    private static String word(Enum<?> named) {
        return named.name().toLowerCase(Locale.ROOT).replace('_', '-');
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
        if (limits.ipv4Prefix() != Limits.NONE.ipv4Prefix() || limits.ipv6Prefix() != Limits.NONE.ipv6Prefix()) {
            parts.add("clients told apart by /" + limits.ipv4Prefix() + " and, of IPv6, /" + limits.ipv6Prefix());
        }
    }

    private void addDelivery(Delivery delivery) {
        if (!delivery.encapsulation().equals(Encapsulation.IPIP)) {
            parts.add("in " + word(delivery.encapsulation().kind())
                    + (delivery.encapsulation().port() == 0
                            ? ""
                            : " to port " + delivery.encapsulation().port()));
        }
        if (delivery.clientNotice() != ClientNotice.NONE) {
            parts.add("servers told of clients by " + word(delivery.clientNotice()));
        }
        if (delivery.mss() != Delivery.MSS_KEPT) {
            parts.add("MSS " + (delivery.mss() == Delivery.MSS_AUTO ? "as the ways carry" : delivery.mss()));
        }
    }

    private void addProtection(Protection protection) {
        if (protection.stray() != StrayPolicy.PASS) {
            parts.add("stray packets: " + word(protection.stray()));
        }
        switch (protection.synCookies()) {
            case Protection.DEFAULT_SYN_COOKIES -> {}
            case Protection.NEVER -> parts.add("no SYN cookies");
            case Protection.ALWAYS -> parts.add("SYN cookies always");
            default -> parts.add("SYN cookies from " + protection.synCookies() + " half-open connections on");
        }
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
