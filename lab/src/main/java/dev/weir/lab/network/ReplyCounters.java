package dev.weir.lab.network;

import dev.weir.api.Json;
import dev.weir.model.Family;
import dev.weir.model.IpAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Counts, in the router, the replies of each virtual service by the way they came: from director1's own Ethernet
 * address, or from elsewhere and so past the director.
 */
public final class ReplyCounters {
    private static final String BY_DIRECTOR = "by_director/";
    private static final String PAST_DIRECTOR = "past_director/";

    private ReplyCounters() {}

    /**
     * Replies (TCP and UDP packets) of one service that the router took in.
     *
     * @param byDirector those that the director sent
     * @param pastDirector those that a server sent itself
     */
    public record Replies(long byDirector, long pastDirector) {
        public static final Replies NONE = new Replies(0, 0);

        public Replies minus(Replies earlier) {
            return new Replies(byDirector - earlier.byDirector, pastDirector - earlier.pastDirector);
        }
    }

    /** The counters of nft's JSON; what else it lists has no counter. */
    private record Listing(List<Item> nftables) {}

    private record Item(@Nullable Counter counter) {}

    private record Counter(String name, long packets) {}

    /** @param services the VIPs, by a name for each */
    static void install(Map<String, IpAddress> services) {
        StringBuilder counters = new StringBuilder();
        StringBuilder lan = new StringBuilder();
        StringBuilder remote = new StringBuilder();
        services.forEach((name, vip) -> {
            String reply =
                    (vip.family() == Family.IPV4 ? "ip" : "ip6") + " saddr " + vip + " meta l4proto { tcp, udp }";
            String director = "ether saddr == " + Host.DIRECTOR1.mac() + " " + reply;
            String others = "ether saddr != " + Host.DIRECTOR1.mac() + " " + reply;
            counters.append("counter %s%s { }%ncounter %s%s { }%n".formatted(BY_DIRECTOR, name, PAST_DIRECTOR, name));
            lan.append("%s counter name %s%s%n".formatted(director, BY_DIRECTOR, name));
            lan.append("%s counter name %s%s%n".formatted(others, PAST_DIRECTOR, name));
            remote.append("%s counter name %s%s%n".formatted(reply, PAST_DIRECTOR, name));
        });
        String table = "table netdev weir {%n%s%s%s}%n"
                .formatted(counters, chain(RouterPort.LAN, lan), chain(RouterPort.REMOTE, remote));
        Namespaces.command(Host.ROUTER.namespace(), "nft", "-f", "-").runWith(table);
    }

    private static String chain(RouterPort port, StringBuilder rules) {
        return "chain %s {%ntype filter hook ingress device \"%s\" priority 0%n%s}%n"
                .formatted(port.label(), port.label(), rules);
    }

    /** What was counted since the lab is up, by the services' names. */
    public static Map<String, Replies> read() {
        String json = Namespaces.command(Host.ROUTER.namespace(), "nft", "-j", "list", "counters")
                .run();
        Map<String, Replies> replies = new HashMap<>();
        Json.read(json, Listing.class).nftables().stream()
                .map(Item::counter)
                .filter(Objects::nonNull)
                .forEach(counter -> enter(replies, counter));
        return replies;
    }

    private static void enter(Map<String, Replies> replies, Counter counter) {
        String service = counter.name.substring(counter.name.indexOf('/') + 1);
        Replies known = replies.getOrDefault(service, Replies.NONE);
        replies.put(
                service,
                counter.name.startsWith(BY_DIRECTOR)
                        ? new Replies(counter.packets, known.pastDirector)
                        : new Replies(known.byDirector, counter.packets));
    }
}
