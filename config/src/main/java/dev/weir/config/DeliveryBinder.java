package dev.weir.config;

import dev.weir.model.ClientNotice;
import dev.weir.model.Delivery;
import dev.weir.model.Encapsulation;
import dev.weir.model.ForwardingMethod;
import dev.weir.model.Protection;
import dev.weir.model.Protocol;
import dev.weir.model.StrayPolicy;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Binds how a service's packets travel and what it does about attacks; what is wrong is told, and left out. */
final class DeliveryBinder {
    static final List<String> ENCAPSULATION_KEYS = List.of("kind", "port");

    private static final String AUTO = "auto";
    private static final String ALWAYS = "always";
    private static final String NEVER = "never";

    private final Problems problems;
    private final Values values;

    DeliveryBinder(Problems problems) {
        this.problems = problems;
        this.values = new Values(problems);
    }

    Delivery delivery(Section section, Front front) {
        return new Delivery(
                section.find("encapsulation")
                        .flatMap(node -> encapsulation(node, front))
                        .orElse(Encapsulation.IPIP),
                section.find("client-notice")
                        .flatMap(node -> notice(node, front))
                        .orElse(ClientNotice.NONE),
                section.find("mss").flatMap(this::mss).orElse(Delivery.MSS_KEPT));
    }

    Protection protection(Section section) {
        return new Protection(
                section.find("stray")
                        .flatMap(node -> values.word(node, "stray", StrayPolicy.class))
                        .orElse(StrayPolicy.PASS),
                section.find("syn-cookies").flatMap(this::synCookies).orElse(Protection.DEFAULT_SYN_COOKIES));
    }

    /** A word, or a mapping with the port beside it. */
    private Optional<Encapsulation> encapsulation(Node node, Front front) {
        requireMethod(node, front, ForwardingMethod.TUNNELLING, "'encapsulation'");
        if (!(node instanceof MappingNode)) {
            return kind(node).map(Encapsulation::of);
        }
        return Section.read(node, "'encapsulation'", ENCAPSULATION_KEYS, problems)
                .flatMap(section -> section.require("kind", "gue")
                        .flatMap(this::kind)
                        .flatMap(kind -> section.find("port")
                                .map(port -> withPort(port, kind))
                                .orElse(Optional.of(Encapsulation.of(kind)))));
    }

    private Optional<Encapsulation.Kind> kind(Node node) {
        return values.word(node, "encapsulation", Encapsulation.Kind.class);
    }

    private Optional<Encapsulation> withPort(Node node, Encapsulation.Kind kind) {
        if (kind != Encapsulation.Kind.GUE) {
            problems.add(node, Values.kebab(kind) + " has no port, only gue has", "leave it out");
            return Optional.empty();
        }
        return values.number(node, "port", 1, Ports.MAX).map(port -> new Encapsulation(kind, port));
    }

    private Optional<ClientNotice> notice(Node node, Front front) {
        requireMethod(node, front, ForwardingMethod.FULL_NAT, "'client-notice'");
        if (front.matches().stream().anyMatch(match -> match.protocol() != Protocol.TCP)) {
            problems.add(node, "servers can be told of their clients over TCP alone", "remove 'client-notice'");
        }
        return values.word(node, "client-notice", ClientNotice.class);
    }

    private void requireMethod(Node node, Front front, ForwardingMethod wanted, String key) {
        front.method().filter(method -> method != wanted).ifPresent(method -> {
            String message = key + " is for " + Values.kebab(wanted) + ", not for " + Values.kebab(method);
            problems.add(node, message, "write 'forwarding: " + Values.kebab(wanted) + "', or remove it");
        });
    }

    private Optional<Integer> mss(Node node) {
        var words = new Values.Words(", or 'auto' for what the ways carry", "");
        return values.text(node, "mss")
                .flatMap(text -> text.equals(AUTO)
                        ? Optional.of(Delivery.MSS_AUTO)
                        : values.number(node, "mss", Delivery.MIN_MSS, Delivery.MAX_MSS, words));
    }

    private Optional<Integer> synCookies(Node node) {
        var words = new Values.Words(" of half-open connections, 'always' or 'never'", "");
        return values.text(node, "syn-cookies").flatMap(text -> switch (text) {
            case ALWAYS -> Optional.of(Protection.ALWAYS);
            case NEVER -> Optional.of(Protection.NEVER);
            default -> values.number(node, "syn-cookies", 1, Integer.MAX_VALUE, words);
        });
    }
}
