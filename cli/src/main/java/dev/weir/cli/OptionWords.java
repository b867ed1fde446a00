package dev.weir.cli;

import dev.weir.api.Service;
import dev.weir.api.ServiceDelivery;
import dev.weir.api.ServiceOptions;
import java.util.ArrayList;
import java.util.List;

/** What is asked of a service beside its scheduler and its forwarding method, in the cluster file's words. */
final class OptionWords {
    private static final int IPV4_BITS = 32;
    private static final int IPV6_BITS = 128;

    /** Those of a service that says nothing of them. */
    private static final String USUAL_COOKIES = "4096";

    private OptionWords() {}

    /** {@code also tcp 192.0.2.10:443, persistence 5m/24/64, slow-start 30s}; empty if nothing is. */
    static String of(Service service) {
        ServiceOptions options = service.options();
        List<String> words = new ArrayList<>();
        String own = service.protocol() + " " + service.vip();
        for (String match : options.matches()) {
            if (match.startsWith(own + "-")) {
                words.add("ports to " + match.substring(own.length() + 1));
            } else if (!match.equals(own)) {
                words.add("also " + match);
            }
        }
        words.addAll(options.flags());
        add(words, options.boundedLoadPercent() > 0, "bounded-load " + options.boundedLoadPercent() + "%");
        add(words, options.slowStartSeconds() > 0, "slow-start " + Span.words(options.slowStartSeconds()));
        add(words, options.persistenceSeconds() > 0, persistence(options));
        add(words, options.maxConnections() > 0, "connections " + options.maxConnections());
        add(words, options.maxClientConnections() > 0, "client-connections " + options.maxClientConnections());
        add(words, options.maxClientRate() > 0, "client-rate " + options.maxClientRate());
        add(
                words,
                options.clientIpv4Prefix() != IPV4_BITS || options.clientIpv6Prefix() != IPV6_BITS,
                clients(options));
        addDelivery(words, options.delivery());
        add(
                words,
                !options.protection().stray().equals("pass"),
                "stray " + options.protection().stray());
        String cookies = options.protection().synCookies();
        add(words, !cookies.equals(USUAL_COOKIES), "syn-cookies " + cookies);
        return String.join(", ", words);
    }

    private static void addDelivery(List<String> words, ServiceDelivery delivery) {
        String port = delivery.tunnelPort() == 0 ? "" : " to port " + delivery.tunnelPort();
        add(words, !delivery.encapsulation().equals("ipip"), delivery.encapsulation() + port);
        add(words, !delivery.clientNotice().equals("none"), delivery.clientNotice());
        add(words, !delivery.mss().equals("kept"), "mss " + delivery.mss());
    }

    private static String clients(ServiceOptions options) {
        return "clients by /" + options.clientIpv4Prefix() + " and /" + options.clientIpv6Prefix();
    }

    private static void add(List<String> words, boolean isAsked, String word) {
        if (isAsked) {
            words.add(word);
        }
    }

    private static String persistence(ServiceOptions options) {
        return "persistence " + Span.words(options.persistenceSeconds()) + " by /" + options.persistenceIpv4Prefix()
                + " and /" + options.persistenceIpv6Prefix();
    }
}
