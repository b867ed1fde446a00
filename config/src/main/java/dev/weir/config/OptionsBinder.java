package dev.weir.config;

import dev.weir.model.Limits;
import dev.weir.model.Match;
import dev.weir.model.Persistence;
import dev.weir.model.Protocol;
import dev.weir.model.Scheduler;
import dev.weir.model.ServiceFlag;
import dev.weir.model.ServiceOptions;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Binds what may be asked of a service beside the rest; what is wrong is told, and read as if it were left out. */
final class OptionsBinder {
    static final List<String> PERSISTENCE_KEYS = List.of("timeout", "ipv4-prefix", "ipv6-prefix");
    static final List<String> LIMIT_KEYS =
            List.of("connections", "client-connections", "client-rate", "ipv4-prefix", "ipv6-prefix");

    private static final Pattern PERCENT = Pattern.compile("([1-9][0-9]{0,8})%");
    private static final Pattern NEARLY_PERCENT = Pattern.compile("([1-9][0-9]{2,4}) *%?");

    private final Problems problems;
    private final Values values;
    private final DeliveryBinder delivery;

    OptionsBinder(Problems problems) {
        this.problems = problems;
        this.values = new Values(problems);
        this.delivery = new DeliveryBinder(problems);
    }

    ServiceOptions bind(Section section, Front front, Optional<Scheduler> scheduler) {
        List<Match> matches = front.matches();
        return new ServiceOptions(
                matches.stream()
                        .findFirst()
                        .filter(Match::isRange)
                        .map(Match::lastPort)
                        .orElse(0),
                matches.stream().skip(1).toList(),
                section.find("flags").map(list -> flags(list, front, scheduler)).orElse(Set.of()),
                section.find("bounded-load")
                        .flatMap(node -> boundedLoad(node, scheduler))
                        .orElse(0),
                section.find("slow-start").flatMap(this::slowStart).orElse(Duration.ZERO),
                section.find("persistence").map(this::persistence),
                section.find("limits").flatMap(this::limits).orElse(Limits.NONE),
                delivery.delivery(section, front),
                delivery.protection(section));
    }

    private Set<ServiceFlag> flags(Node list, Front front, Optional<Scheduler> scheduler) {
        Map<ServiceFlag, Integer> firstLines = new EnumMap<>(ServiceFlag.class);
        for (Node element : Section.elements(list, "flags", problems)) {
            values.word(element, "flag", ServiceFlag.class).ifPresent(flag -> {
                if (firstLines.putIfAbsent(flag, Problems.lineOf(element)) != null) {
                    problems.add(element, "flag '" + Values.kebab(flag) + "' stands twice", "remove one of the two");
                }
                requireFit(flag, element, front, scheduler);
            });
        }
        return firstLines.keySet();
    }

    private void requireFit(ServiceFlag flag, Node node, Front front, Optional<Scheduler> scheduler) {
        scheduler.filter(known -> !known.heeds(flag)).ifPresent(known -> {
            String heeding = among(candidate -> candidate.heeds(flag));
            problems.add(
                    node,
                    Values.kebab(flag) + " has no meaning for " + Values.kebab(known) + ", only for " + heeding,
                    "remove it, or use another scheduler");
        });
        boolean isUdp = front.matches().stream().allMatch(match -> match.protocol() == Protocol.UDP);
        if (flag == ServiceFlag.ONE_PACKET && !isUdp) {
            problems.add(
                    node,
                    "only UDP can be scheduled packet by packet",
                    "write 'protocol: udp', or remove 'one-packet'");
        }
        boolean isTcp = front.matches().stream().allMatch(match -> match.protocol() == Protocol.TCP);
        if (flag == ServiceFlag.FTP && !isTcp) {
            problems.add(node, "FTP is spoken over TCP alone", "write 'protocol: tcp', or remove 'ftp'");
        }
    }

    private static String among(Predicate<Scheduler> suitable) {
        return Arrays.stream(Scheduler.values())
                .filter(suitable)
                .map(Values::kebab)
                .collect(Collectors.joining(", "));
    }

    private Optional<Integer> boundedLoad(Node node, Optional<Scheduler> scheduler) {
        scheduler
                .filter(known -> !known.boundsLoads())
                .ifPresent(known -> problems.add(
                        node,
                        "'bounded-load' is for " + among(Scheduler::boundsLoads) + ", not for " + Values.kebab(known),
                        "write 'scheduler: mh', or remove it"));
        return values.text(node, "bounded-load").flatMap(text -> percent(node, text));
    }

    private Optional<Integer> percent(Node node, String text) {
        Matcher percent = PERCENT.matcher(text);
        int value = percent.matches() ? Integer.parseInt(percent.group(1)) : -1;
        if (value >= ServiceOptions.MIN_BOUNDED_LOAD && value <= ServiceOptions.MAX_BOUNDED_LOAD) {
            return Optional.of(value);
        }
        String range = ServiceOptions.MIN_BOUNDED_LOAD + "% to " + ServiceOptions.MAX_BOUNDED_LOAD + "%";
        Matcher nearly = NEARLY_PERCENT.matcher(text);
        problems.add(
                node,
                percent.matches()
                        ? "'bounded-load' " + text + " is not within " + range
                        : "'bounded-load' must be a percentage from " + range + ", not " + Kind.quoted(text),
                percent.matches() || !nearly.matches() ? "" : "write " + nearly.group(1) + "%");
        return Optional.empty();
    }

    private Optional<Duration> slowStart(Node node) {
        return seconds(node, "slow-start", Duration.ZERO, ServiceOptions.MAX_SLOW_START);
    }

    /** A duration, or a mapping of which the duration is a part. */
    private Persistence persistence(Node node) {
        Persistence usual = Persistence.DEFAULT;
        if (!(node instanceof MappingNode)) {
            return new Persistence(timeout(node, "persistence"), usual.ipv4Prefix(), usual.ipv6Prefix());
        }
        return Section.read(node, "'persistence'", PERSISTENCE_KEYS, problems)
                .map(section -> new Persistence(
                        section.find("timeout")
                                .map(found -> timeout(found, "timeout"))
                                .orElse(usual.timeout()),
                        number(section, "ipv4-prefix", 1, usual.ipv4Prefix(), usual.ipv4Prefix()),
                        number(section, "ipv6-prefix", 1, usual.ipv6Prefix(), usual.ipv6Prefix())))
                .orElse(usual);
    }

    private Duration timeout(Node node, String key) {
        return seconds(node, key, Persistence.MIN, Persistence.MAX).orElse(Persistence.DEFAULT.timeout());
    }

    /** The packet path keeps such times in seconds, and a plan compares what it keeps. */
    private Optional<Duration> seconds(Node node, String key, Duration min, Duration max) {
        return values.duration(node, key, min, max).filter(time -> {
            boolean isWhole = time.equals(time.truncatedTo(ChronoUnit.SECONDS));
            if (!isWhole) {
                String message = "'" + key + "' " + Durations.format(time) + " is not in whole seconds";
                problems.add(node, message, "write " + (time.toSeconds() + 1) + "s");
            }
            return isWhole;
        });
    }

    private Optional<Limits> limits(Node node) {
        return Section.read(node, "'limits'", LIMIT_KEYS, problems)
                .map(section -> new Limits(
                        number(section, "connections", 0, Integer.MAX_VALUE, 0),
                        number(section, "client-connections", 0, Integer.MAX_VALUE, 0),
                        number(section, "client-rate", 0, Limits.MAX_RATE, 0),
                        number(section, "ipv4-prefix", 1, Limits.NONE.ipv4Prefix(), Limits.NONE.ipv4Prefix()),
                        number(section, "ipv6-prefix", 1, Limits.NONE.ipv6Prefix(), Limits.NONE.ipv6Prefix())));
    }

    private int number(Section section, String key, int min, int max, int usual) {
        return section.readOr(key, usual, node -> values.number(node, key, min, max))
                .orElse(usual);
    }
}
