package dev.weir.config;

import dev.weir.model.IpAddress;
import dev.weir.model.Match;
import dev.weir.model.MatchTable;
import dev.weir.model.MatchTable.Claim;
import dev.weir.model.Protocol;
import dev.weir.model.ServiceKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Binds what the services of a file are reached by, one after the other, and finds what two of them claim. */
final class MatchBinder {
    static final List<String> KEYS = List.of("vip", "port", "protocol");

    private final Problems problems;
    private final Values values;
    private final Quota quota;
    private final MatchTable<Integer> linesOfMatches = new MatchTable<>();
    private final Map<ServiceKey, Integer> linesOfKeys = new HashMap<>();

    /** @param quota what each further match of a service takes from, as the service itself does */
    MatchBinder(Problems problems, Quota quota) {
        this.problems = problems;
        this.values = new Values(problems);
        this.quota = quota;
    }

    /** What a service is reached by, what it is known by first; empty if something of it can't be read. */
    List<Match> bind(Section service) {
        Parts parts = new Parts(
                service.require("vip", "192.0.2.10").flatMap(this::vip),
                service.require("port", "80").flatMap(this::ports),
                service.readOr("protocol", Protocol.TCP, this::protocol));
        Optional<Match> own = parts.match();
        own.ifPresent(match -> claimKey(match, service.find("vip").orElse(service.node())));
        List<Match> matches = new ArrayList<>(own.stream().toList());
        List<Node> others = service.find("also").map(this::elements).orElse(List.of());
        for (Node other : others) {
            if (!quota.take(other)) {
                break;
            }
            also(other, parts).ifPresent(matches::add);
        }
        return matches.size() == 1 + others.size() ? matches : List.of();
    }

    private List<Node> elements(Node list) {
        return Section.elements(list, "also", problems);
    }

    private Optional<IpAddress> vip(Node node) {
        return values.addressOrAny(node, "vip");
    }

    private Optional<Ports> ports(Node node) {
        return Ports.read(node, values);
    }

    private Optional<Protocol> protocol(Node node) {
        return values.word(node, "protocol", Protocol.class);
    }

    /** What is left out is as in the service itself. */
    private Optional<Match> also(Node node, Parts service) {
        Optional<Match> match = Section.read(node, "a match of 'also'", KEYS, problems)
                .filter(Section::isUnderstood)
                .flatMap(section -> new Parts(
                                section.find("vip").map(this::vip).orElse(service.vip()),
                                section.find("port").map(this::ports).orElse(service.ports()),
                                section.find("protocol").map(this::protocol).orElse(service.protocol()))
                        .match());
        match.ifPresent(known -> claim(known, node, ""));
        return match;
    }

    private void claimKey(Match match, Node place) {
        boolean isClaimed = claim(match, place, "service ");
        Integer first = linesOfKeys.putIfAbsent(match.key(), Problems.lineOf(place));
        if (isClaimed && first != null) {
            problems.add(
                    place,
                    "a service is known by its first port, and " + match.key() + " is that of line " + first + " too",
                    "let one of the two begin at another port");
        }
    }

    private boolean claim(Match match, Node place, String kind) {
        Optional<Claim<Integer>> first = linesOfMatches.claim(match, Problems.lineOf(place));
        first.ifPresent(claim -> problems.add(
                place,
                claim.match().equals(match)
                        ? kind + match + " stands twice; first in line " + claim.claimant()
                        : match + " overlaps with " + claim.match() + " in line " + claim.claimant(),
                "join the two, or give this one another VIP, port or protocol"));
        return first.isEmpty();
    }

    /** What a match is made of, as far as it could be read. */
    private record Parts(Optional<IpAddress> vip, Optional<Ports> ports, Optional<Protocol> protocol) {
        Optional<Match> match() {
            if (vip.isEmpty() || ports.isEmpty() || protocol.isEmpty()) {
                return Optional.empty();
            }
            Ports range = ports.get();
            return Optional.of(new Match(protocol.get(), vip.get(), range.first(), range.last()));
        }
    }
}
