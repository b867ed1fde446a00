package dev.weir.lab.trial;

import dev.weir.lab.TrialAddresses;
import dev.weir.lab.network.ClientAddresses;
import dev.weir.lab.network.Host;
import dev.weir.lab.network.Subnet;
import dev.weir.lab.servers.WebPages;
import dev.weir.lab.traffic.Route;
import dev.weir.model.Endpoint;
import dev.weir.model.Family;
import dev.weir.model.IpAddress;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Matching: services that are reached by several VIPs, by ranges of ports, by any port and by any address. */
final class MatchingTrials {
    private static final int DESTINATIONS = 192;
    private static final int REQUESTS = 30;
    private static final Map<String, Integer> SHARES = Map.of("s1", 1, "s2", 2, "s3", 3);

    private MatchingTrials() {}

    static List<Trial> all() {
        return List.of(
                new Trial("several VIPs", MatchingTrials::severalVips),
                new Trial("port range", MatchingTrials::range),
                new Trial("any port", MatchingTrials::anyPort),
                new Trial("any address", stage -> anyAddress(stage, Family.IPV4)),
                new Trial("any address, IPv6", stage -> anyAddress(stage, Family.IPV6)),
                new Trial("any address, scheduler dh", MatchingTrials::byDestination));
    }

    /** They share one turn. */
    private static void severalVips(Stage stage) {
        IpAddress other = TrialAddresses.MORE.getFirst();
        ServiceText service = ServiceText.web("rr")
                .with("also: [{vip: \"%s\"}]".formatted(other))
                .weights(1, 1, 1);
        stage.apply(service);
        Tally tally = new Tally();
        for (int i = 0; i < REQUESTS; i++) {
            tally = tally.and(stage.crowd().ask(i % 2 == 0 ? service.vip() : new Endpoint(other, WebPages.PORT), 1));
        }
        stage.findings().requireCounts(tally, evenly(""));
    }

    /** Servers see the port that the client asked for. */
    private static void range(Stage stage) {
        ServiceText service =
                ServiceText.at(TrialAddresses.VIP, "8081-8082", "rr").serversAt("any", "");
        stage.apply(service);
        requireServedAt(stage, 8081, ":8081");
        requireServedAt(stage, 8082, ":8082");
        requireUnserved(stage, new Endpoint(TrialAddresses.VIP, WebPages.PORT));
    }

    private static void anyPort(Stage stage) {
        ServiceText service = ServiceText.at(TrialAddresses.VIP, "any", "rr").serversAt("any", "");
        stage.apply(service);
        requireServedAt(stage, 80, "");
        requireServedAt(stage, 8082, ":8082");
    }

    private static void requireServedAt(Stage stage, int port, String told) {
        Tally tally = stage.crowd().ask(new Endpoint(TrialAddresses.VIP, port), REQUESTS);
        stage.findings().requireCounts(tally, evenly(told));
    }

    /** Whatever the router sends to the director, but for what the director has itself. */
    private static void anyAddress(Stage stage, Family family) {
        IpAddress any = IpAddress.parse(family == Family.IPV4 ? "0.0.0.0" : "::");
        ServiceText service = ServiceText.web(any, "rr").weights(1, 1, 1);
        // A server's family is its service's, and so is that of the address that names it here.
        stage.apply(service);
        stage.findings()
                .requireCounts(
                        stage.crowd()
                                .ask(routes(
                                        family,
                                        REQUESTS,
                                        ClientAddresses.all(family).getFirst())),
                        evenly(""));
        requireUnserved(stage, new Endpoint(Host.DIRECTOR1.address(family), WebPages.PORT));
    }

    /** Transparent caches by direct routing: a destination has one server, whoever asks. */
    private static void byDestination(Stage stage) {
        ServiceText service = ServiceText.web(IpAddress.parse("0.0.0.0"), "dh")
                .with("forwarding: direct-routing")
                .weightsAt(WebPages.PORT, 1, 2, 3);
        stage.apply(service);
        List<IpAddress> clients = ClientAddresses.all(Family.IPV4);
        Tally first = stage.crowd().ask(routes(Family.IPV4, DESTINATIONS, clients.getFirst()));
        Tally second = stage.crowd().ask(routes(Family.IPV4, DESTINATIONS, clients.getLast()));
        stage.findings()
                .requireOneServerEach(
                        first.and(second),
                        "destination",
                        route -> route.service().address());
        stage.findings().requireShares(first.byServer(), SHARES);
    }

    /** From one client to many destinations. */
    private static List<Route> routes(Family family, int destinations, IpAddress client) {
        return IntStream.rangeClosed(1, destinations)
                .mapToObj(number -> Route.to(Subnet.FOREIGN.address(family, number), WebPages.PORT)
                        .from(client))
                .toList();
    }

    private static void requireUnserved(Stage stage, Endpoint address) {
        Tally tally = stage.crowd().ask(address, 1);
        stage.findings()
                .require(
                        "what is not asked for passes by",
                        tally.served() == 0,
                        "%s was served, and is no service's".formatted(address));
    }

    private static Map<String, Integer> evenly(String suffix) {
        return Map.of("s1" + suffix, REQUESTS / 3, "s2" + suffix, REQUESTS / 3, "s3" + suffix, REQUESTS / 3);
    }
}
