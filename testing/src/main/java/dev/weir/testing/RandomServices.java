package dev.weir.testing;

import dev.weir.model.ClientNotice;
import dev.weir.model.Delivery;
import dev.weir.model.Encapsulation;
import dev.weir.model.Endpoint;
import dev.weir.model.Family;
import dev.weir.model.ForwardingMethod;
import dev.weir.model.IpAddress;
import dev.weir.model.Limits;
import dev.weir.model.Match;
import dev.weir.model.MatchTable;
import dev.weir.model.Persistence;
import dev.weir.model.Protection;
import dev.weir.model.Protocol;
import dev.weir.model.RealServer;
import dev.weir.model.Scheduler;
import dev.weir.model.ServerRole;
import dev.weir.model.ServiceFlag;
import dev.weir.model.ServiceOptions;
import dev.weir.model.StrayPolicy;
import dev.weir.model.Thresholds;
import dev.weir.model.VirtualService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Draws services with all that can be asked of one, together as they make sense. */
final class RandomServices {
    private static final int MAX_MATCHES = RandomStates.MAX_MATCHES / RandomStates.MAX_SERVICES;
    private static final int MAPPED_PORT = 8080;

    private final RandomGenerator random;

    RandomServices(RandomGenerator random) {
        this.random = random;
    }

    VirtualService service() {
        Scheduler scheduler = oneOf(Scheduler.values());
        ForwardingMethod method = scheduler.timesHandshakes() ? ForwardingMethod.NAT : oneOf(ForwardingMethod.values());
        List<Match> matches = matches(scheduler, method);
        Match own = matches.getFirst();
        return new VirtualService(
                own.key(), scheduler, method, servers(method, matches), options(scheduler, method, matches));
    }

    /** Two in three services have but one. */
    private List<Match> matches(Scheduler scheduler, ForwardingMethod method) {
        Protocol protocol = protocol(scheduler);
        Family family = oneOf(Family.values());
        MatchTable<Integer> table = new MatchTable<>();
        List<Match> matches = new ArrayList<>();
        int tries = random.nextInt(3) == 0 ? 1 + random.nextInt(MAX_MATCHES) : 1;
        for (int i = 0; i < tries; i++) {
            Match match = match(
                    seldom() ? protocol(scheduler) : protocol,
                    method.crossesFamilies() && seldom() ? oneOf(Family.values()) : family);
            if (table.claim(match, i).isEmpty()) {
                matches.add(match);
            }
        }
        return matches;
    }

    private Protocol protocol(Scheduler scheduler) {
        return scheduler.timesHandshakes() ? oneOf(Protocol.TCP, Protocol.SCTP) : oneOf(Protocol.values());
    }

    private Match match(Protocol protocol, Family family) {
        IpAddress any = IpAddress.parse(family == Family.IPV4 ? "0.0.0.0" : "::");
        IpAddress address = seldom() ? any : address(family, "192.0.2.", "2001:db8::");
        int first = oneOf(53, 80, 80, 443, Match.ANY_PORT, 8_000, 8_050);
        int last = first >= 8_000 && random.nextBoolean() ? first + 99 : first;
        return new Match(protocol, address, first, last);
    }

    private ServiceOptions options(Scheduler scheduler, ForwardingMethod method, List<Match> matches) {
        Match own = matches.getFirst();
        return new ServiceOptions(
                own.isRange() ? own.lastPort() : 0,
                matches.subList(1, matches.size()),
                flags(scheduler, matches),
                scheduler.boundsLoads() ? oneOf(0, 101, 125, 10_000) : 0,
                oneOf(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(30), ServiceOptions.MAX_SLOW_START),
                persistence(),
                limits(),
                delivery(method, matches),
                protection());
    }

    private Delivery delivery(ForwardingMethod method, List<Match> matches) {
        Delivery delivery = Delivery.DEFAULT.withMss(oneOf(Delivery.MSS_KEPT, Delivery.MSS_AUTO, 1_360));
        boolean isTcp = matches.stream().allMatch(match -> match.protocol() == Protocol.TCP);
        if (method == ForwardingMethod.TUNNELLING) {
            Encapsulation odd = new Encapsulation(Encapsulation.Kind.GUE, 9_999);
            return delivery.withEncapsulation(seldom() ? odd : Encapsulation.of(oneOf(Encapsulation.Kind.values())));
        }
        return method == ForwardingMethod.FULL_NAT && isTcp
                ? delivery.withClientNotice(oneOf(ClientNotice.values()))
                : delivery;
    }

    private Protection protection() {
        return new Protection(
                oneOf(StrayPolicy.values()),
                oneOf(Protection.NEVER, Protection.ALWAYS, Protection.DEFAULT_SYN_COOKIES, 100_000));
    }

    private Set<ServiceFlag> flags(Scheduler scheduler, List<Match> matches) {
        boolean isUdp = matches.stream().allMatch(match -> match.protocol() == Protocol.UDP);
        boolean isTcp = matches.stream().allMatch(match -> match.protocol() == Protocol.TCP);
        Set<ServiceFlag> flags = EnumSet.noneOf(ServiceFlag.class);
        Arrays.stream(ServiceFlag.values())
                .filter(scheduler::heeds)
                .filter(flag -> flag != ServiceFlag.ONE_PACKET || isUdp)
                .filter(flag -> flag != ServiceFlag.FTP || isTcp)
                .filter(_ -> seldom())
                .forEach(flags::add);
        return flags;
    }

    private Optional<Persistence> persistence() {
        return switch (random.nextInt(6)) {
            case 0 -> Optional.of(Persistence.DEFAULT);
            case 1 -> Optional.of(new Persistence(Duration.ofSeconds(90), 24, 64));
            case 2 -> Optional.of(new Persistence(Persistence.MAX, 1, 128));
            default -> Optional.empty();
        };
    }

    private Limits limits() {
        return new Limits(oneOf(0, 0, 10, 10_000), oneOf(0, 0, 1, 50), oneOf(0, 0, 20, Limits.MAX_RATE));
    }

    private List<RealServer> servers(ForwardingMethod method, List<Match> matches) {
        Map<Endpoint, RealServer> servers = new LinkedHashMap<>();
        Set<ServerRole> free = EnumSet.of(ServerRole.OVERFLOW, ServerRole.SORRY);
        int count = random.nextInt(RandomStates.MAX_SERVERS + 1);
        for (int i = 0; i < count; i++) {
            Endpoint endpoint = endpoint(method, matches);
            if (!servers.containsKey(endpoint)) {
                servers.put(endpoint, server(endpoint, free));
            }
        }
        return new ArrayList<>(servers.values());
    }

    private Endpoint endpoint(ForwardingMethod method, List<Match> matches) {
        Family family = method.crossesFamilies()
                ? oneOf(Family.values())
                : matches.getFirst().address().family();
        return new Endpoint(address(family, "10.0.0.", "fd00::"), port(method, matches));
    }

    /** The service's own if it has but one, another where it can be mapped, or as each packet came. */
    private int port(ForwardingMethod method, List<Match> matches) {
        Match own = matches.getFirst();
        boolean isOne =
                own.isOnePort() && matches.stream().allMatch(m -> m.isOnePort() && m.firstPort() == own.firstPort());
        boolean isMapped = method.mapsPorts()
                && matches.stream().allMatch(m -> m.protocol().mapsPorts());
        List<Integer> ports = new ArrayList<>(List.of(isOne ? own.firstPort() : Match.ANY_PORT));
        ports.add(isMapped ? MAPPED_PORT : ports.getFirst());
        ports.add(seldom() ? Match.ANY_PORT : ports.getFirst());
        return ports.get(random.nextInt(ports.size()));
    }

    private RealServer server(Endpoint endpoint, Set<ServerRole> free) {
        ServerRole role = seldom() ? oneOf(ServerRole.values()) : ServerRole.REGULAR;
        Thresholds thresholds = oneOf(Thresholds.NONE, Thresholds.NONE, new Thresholds(10, 0), new Thresholds(10, 4));
        return new RealServer(
                endpoint,
                random.nextInt(4),
                thresholds,
                free.remove(role) ? role : ServerRole.REGULAR,
                seldom() ? 1 + random.nextInt(RealServer.FULL_RAMP) : RealServer.FULL_RAMP);
    }

    private IpAddress address(Family family, String ipv4Prefix, String ipv6Prefix) {
        String prefix = family == Family.IPV4 ? ipv4Prefix : ipv6Prefix;
        return IpAddress.parse(prefix + (1 + random.nextInt(8)));
    }

    private boolean seldom() {
        return random.nextInt(4) == 0;
    }

    @SafeVarargs
    private <T> T oneOf(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
