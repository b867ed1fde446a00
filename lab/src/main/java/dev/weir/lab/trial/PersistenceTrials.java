package dev.weir.lab.trial;

import dev.weir.api.Server;
import dev.weir.lab.TrialAddresses;
import dev.weir.lab.servers.WebPages;
import dev.weir.lab.traffic.Route;
import dev.weir.model.Endpoint;
import dev.weir.model.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Persistence: a client, or all clients of a network, keeps its server over all its connections to the service. */
final class PersistenceTrials {
    private static final int CLIENTS = 12;
    private static final int ROUNDS = 5;

    /** Of the addresses that the clients have in order, so many lie in three networks. */
    private static final int CLIENTS_OF_THREE_IPV4_NETWORKS = 48;

    private static final int CLIENTS_OF_THREE_IPV6_NETWORKS = 28;

    private PersistenceTrials() {}

    static List<Trial> all() {
        return List.of(
                new Trial("persistence by address", stage -> byAddress(stage, TrialAddresses.VIP)),
                new Trial("persistence by address, IPv6", stage -> byAddress(stage, TrialAddresses.VIP_IPV6)),
                new Trial("persistence over VIPs and ports", PersistenceTrials::overGroup),
                new Trial(
                        "persistence by network",
                        stage -> byNetwork(stage, TrialAddresses.VIP, CLIENTS_OF_THREE_IPV4_NETWORKS)),
                new Trial(
                        "persistence by network, IPv6",
                        stage -> byNetwork(stage, TrialAddresses.VIP_IPV6, CLIENTS_OF_THREE_IPV6_NETWORKS)),
                new Trial("persistence ends", PersistenceTrials::ending),
                new Trial("persistence, server quiesced", PersistenceTrials::quiesced),
                new Trial("persistence, expire-quiescent", PersistenceTrials::expired));
    }

    private static void byAddress(Stage stage, IpAddress vip) {
        ServiceText service = ServiceText.web(vip, "rr").with("persistence: 1m").weights(1, 1, 1);
        stage.apply(service);
        Tally tally = rounds(stage, Crowd.routes(service.vip(), CLIENTS));
        stage.findings().requireOneServerEach(tally, "client", Route::client);
        stage.findings().requireCounts(tally, evenly(CLIENTS * ROUNDS));
        requirePersistentClients(stage, service, CLIENTS);
    }

    /** What IPVS does by firewall mark: here port 80 and 8080 of two VIPs. */
    private static void overGroup(Stage stage) {
        IpAddress other = TrialAddresses.MORE.getFirst();
        ServiceText service = ServiceText.web("rr")
                .with("persistence: 1m", "also: [{port: 8080}, {vip: \"%s\"}]".formatted(other))
                .serversAt("any", "");
        stage.apply(service);
        List<Route> routes = new ArrayList<>(Crowd.routes(service.vip(), CLIENTS));
        routes.addAll(Crowd.routes(new Endpoint(TrialAddresses.VIP, WebPages.MAPPED_PORT), CLIENTS));
        routes.addAll(Crowd.routes(new Endpoint(other, WebPages.PORT), CLIENTS));
        Tally tally = rounds(stage, routes);
        stage.findings().requireOneServerEach(tally, "client", Route::client);
        stage.findings().requireCounts(tally, evenly(routes.size() * ROUNDS));
        requirePersistentClients(stage, service, CLIENTS);
    }

    private static void byNetwork(Stage stage, IpAddress vip, int clients) {
        ServiceText service = ServiceText.web(vip, "rr")
                .with("persistence: {timeout: 1m, ipv4-prefix: 28, ipv6-prefix: 124}")
                .weights(1, 1, 1);
        stage.apply(service);
        Tally tally = stage.crowd().ask(Crowd.routes(service.vip(), clients));
        stage.findings().requireOneServerEach(tally, "network", PersistenceTrials::network);
        requirePersistentClients(stage, service, 3);
    }

    /** All but the last four bits. */
    private static Object network(Route route) {
        byte[] address = Objects.requireNonNull(route.client()).bytes();
        address[address.length - 1] &= (byte) 0xf0;
        return IpAddress.ofBytes(address);
    }

    /** A client that was away for long enough gets the server that is due. */
    private static void ending(Stage stage) {
        stage.setting(Stage.SHORT_TIMEOUTS);
        ServiceText service = ServiceText.web("rr").with("persistence: 1s").weights(1, 1, 1);
        stage.apply(service);
        Tally tally = stage.crowd().ask(service.vip(), 2);
        Stage.await("the end of persistence", () -> persistentClients(stage, service) == 0);
        tally = tally.and(stage.crowd().ask(service.vip(), 2));
        stage.findings().requireOrder(tally, "s1 s1 s2 s2");
    }

    /** Who has a server keeps it, though it gets nobody else. */
    private static void quiesced(Stage stage) {
        ServiceText service = ServiceText.web("rr").with("persistence: 1m");
        List<Route> known = Crowd.routes(service.vip(), CLIENTS);
        List<Route> all = Crowd.routes(service.vip(), CLIENTS * 2);
        stage.apply(service.weights(1, 1, 1));
        Tally before = stage.crowd().ask(known);
        stage.apply(service.weights(0, 1, 1));
        Tally after = stage.crowd().ask(known);
        stage.findings().requireOneServerEach(before.and(after), "client", Route::client);
        Tally others = stage.crowd().ask(all.subList(CLIENTS, all.size()));
        stage.findings().requireCounts(others, Map.of("s2", CLIENTS / 2, "s3", CLIENTS / 2));
    }

    /** Who has that server gets another. */
    private static void expired(Stage stage) {
        ServiceText service = ServiceText.web("rr").with("persistence: 1m", "flags: [expire-quiescent]");
        List<Route> clients = Crowd.routes(service.vip(), CLIENTS);
        stage.apply(service.weights(1, 1, 1));
        stage.findings().requireCounts(stage.crowd().ask(clients), evenly(CLIENTS));
        stage.apply(service.weights(0, 1, 1));
        stage.findings().requireCounts(stage.crowd().ask(clients), Map.of("s2", CLIENTS / 2, "s3", CLIENTS / 2));
    }

    /** Each route in turn, and all of them some times. */
    private static Tally rounds(Stage stage, List<Route> routes) {
        Tally tally = new Tally();
        for (int i = 0; i < ROUNDS; i++) {
            tally = tally.and(stage.crowd().ask(routes));
        }
        return tally;
    }

    private static Map<String, Integer> evenly(int requests) {
        return Map.of("s1", requests / 3, "s2", requests / 3, "s3", requests / 3);
    }

    private static void requirePersistentClients(Stage stage, ServiceText service, long count) {
        long told = persistentClients(stage, service);
        stage.findings()
                .require(
                        "persistent clients told, exact",
                        told == count,
                        "%d persistent clients are told, not %d".formatted(told, count));
    }

    private static long persistentClients(Stage stage, ServiceText service) {
        return stage.servers(service.vip()).stream()
                .mapToLong(Server::persistentClients)
                .sum();
    }
}
