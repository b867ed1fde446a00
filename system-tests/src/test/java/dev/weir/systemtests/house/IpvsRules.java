package dev.weir.systemtests.house;

import dev.weir.model.Endpoint;
import dev.weir.model.ForwardingMethod;
import dev.weir.model.RealServer;
import dev.weir.model.ServiceFlag;
import dev.weir.model.Thresholds;
import dev.weir.model.VirtualService;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rules in the form that {@code ipvsadm --restore} reads, as far as two descriptions of a service can be compared. */
final class IpvsRules {
    private static final Map<String, String> FLAGS = Map.of(
            "sh-port", "hash-port", "mh-port", "hash-port", "sh-fallback", "fallback", "mh-fallback", "fallback");

    private IpvsRules() {}

    /**
     * A service in words.
     *
     * @param vip empty where a firewall mark stands for it
     * @param persistence in seconds; 0 for none
     */
    record Rule(
            String vip, String scheduler, long persistence, String mask, TreeSet<String> flags, List<String> servers) {
        Rule withoutVip() {
            return new Rule("", scheduler, persistence, mask, flags, servers);
        }
    }

    static List<Rule> read(String text) {
        List<Rule> rules = new ArrayList<>();
        for (String line : text.lines().toList()) {
            List<String> words = List.of(line.strip().split("\\s+"));
            switch (words.getFirst()) {
                case "-A" -> rules.add(service(words));
                case "-a" -> rules.getLast().servers().add(server(words));
                default -> {} // no rule
            }
        }
        return rules;
    }

    private static Rule service(List<String> words) {
        TreeSet<String> flags = Stream.of(after(words, "-b", "").split(",", -1))
                .filter(flag -> !flag.isEmpty())
                .map(FLAGS::get)
                .collect(Collectors.toCollection(TreeSet::new));
        if (words.contains("--ops")) {
            flags.add("one-packet");
        }
        return new Rule(
                words.get(1).equals("-f") ? "" : endpoint(words.get(2)),
                after(words, "-s", "wlc"),
                Long.parseLong(after(words, "-p", "0")),
                after(words, "-M", "255.255.255.255"),
                flags,
                new ArrayList<>());
    }

    private static String server(List<String> words) {
        int upper = Integer.parseInt(after(words, "-x", "0"));
        int lower = Integer.parseInt(after(words, "-y", "0"));
        ForwardingMethod method = words.contains("-m")
                ? ForwardingMethod.NAT
                : words.contains("-i") ? ForwardingMethod.TUNNELLING : ForwardingMethod.DIRECT_ROUTING;
        return inWords(
                endpoint(after(words, "-r", "")),
                method,
                Integer.parseInt(after(words, "-w", "1")),
                new Thresholds(upper, lower));
    }

    private static String after(List<String> words, String option, String otherwise) {
        int at = words.indexOf(option);
        return at < 0 ? otherwise : words.get(at + 1);
    }

    private static String endpoint(String text) {
        return Endpoint.parse(text.replaceFirst(":0$", ":any")).toString();
    }

    private static String inWords(String endpoint, ForwardingMethod method, int weight, Thresholds thresholds) {
        return endpoint + " " + method + " " + weight + " " + thresholds;
    }

    /** What a service of Weir would be as a rule; the flags that sysctls ask for in IPVS are no part of one. */
    static Rule of(VirtualService service) {
        TreeSet<String> flags = new TreeSet<>();
        for (ServiceFlag flag : service.options().flags()) {
            switch (flag) {
                case HASH_PORT, FALLBACK, ONE_PACKET ->
                    flags.add(flag.name().toLowerCase(Locale.ROOT).replace('_', '-'));
                case HOLD_GONE, EXPIRE_QUIESCENT, FTP -> {}
            }
        }
        List<String> servers = service.servers().stream()
                .map(server -> inWords(server, service.method()))
                .toList();
        return new Rule(
                service.key().vip().toString(),
                service.scheduler().name().toLowerCase(Locale.ROOT),
                service.options()
                        .persistence()
                        .map(p -> p.timeout().toSeconds())
                        .orElse(0L),
                mask(service.options().persistence().map(p -> p.ipv4Prefix()).orElse(32)),
                flags,
                servers);
    }

    private static String inWords(RealServer server, ForwardingMethod method) {
        return inWords(server.endpoint().toString(), method, server.weight(), server.thresholds());
    }

    private static String mask(int prefix) {
        int bits = (int) (0xffff_ffffL << (32 - prefix));
        return "%d.%d.%d.%d".formatted(bits >>> 24, (bits >>> 16) & 255, (bits >>> 8) & 255, bits & 255);
    }
}
