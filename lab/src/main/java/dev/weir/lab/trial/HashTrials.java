package dev.weir.lab.trial;

import dev.weir.lab.TrialAddresses;
import dev.weir.lab.network.ClientAddresses;
import dev.weir.lab.traffic.Route;
import dev.weir.model.Family;
import java.util.List;
import java.util.Map;

/** Schedulers that hash: the same always goes to the same, and all together as the weights say. */
final class HashTrials {
    private static final Map<String, Integer> SHARES = Map.of("s1", 1, "s2", 2, "s3", 3);
    private static final int CLIENTS = ClientAddresses.all(Family.IPV4).size();
    private static final int REQUESTS = 240;

    private HashTrials() {}

    static List<Trial> all() {
        return List.of(
                new Trial("scheduler sh", stage -> byClient(stage, ServiceText.web("sh"))),
                new Trial(
                        "scheduler sh, IPv6", stage -> byClient(stage, ServiceText.web(TrialAddresses.VIP_IPV6, "sh"))),
                new Trial("scheduler sh, hash-port", stage -> byPort(stage, "sh")),
                new Trial("scheduler mh", stage -> byClient(stage, ServiceText.web("mh"))),
                new Trial("scheduler mh, hash-port", stage -> byPort(stage, "mh")),
                new Trial("scheduler mh, a server quiesced", HashTrials::quiescing),
                new Trial("scheduler mh, bounded-load", HashTrials::bounded),
                new Trial("scheduler sh, fallback", HashTrials::fallback));
    }

    private static void byClient(Stage stage, ServiceText service) {
        stage.apply(service.weights(1, 2, 3));
        List<Route> clients = Crowd.routes(service.vip(), CLIENTS);
        Tally first = stage.crowd().ask(clients);
        Tally second = stage.crowd().ask(clients);
        stage.findings().requireOneServerEach(first.and(second), "client", Route::client);
        stage.findings().requireShares(first.byServer(), SHARES);
    }

    /** One client, whose every connection has another port. */
    private static void byPort(Stage stage, String scheduler) {
        ServiceText service = ServiceText.web(scheduler).with("flags: [hash-port]");
        stage.apply(service.weights(1, 2, 3));
        Tally tally = stage.crowd().ask(service.vip(), REQUESTS);
        stage.findings().requireServed(tally);
        stage.findings().requireShares(tally.byServer(), SHARES);
    }

    /** Who was not a client of the server that takes nothing new stays where it was, but for a few. */
    private static void quiescing(Stage stage) {
        ServiceText service = ServiceText.web("mh");
        List<Route> clients = Crowd.routes(service.vip(), CLIENTS);
        stage.apply(service.weights(1, 1, 1));
        Tally before = stage.crowd().ask(clients);
        stage.apply(service.weights(1, 1, 0));
        Tally after = stage.crowd().ask(clients);
        stage.findings().requireServed(before.and(after));
        long others =
                before.servers().stream().filter(server -> !server.equals("s3")).count();
        long moved = before.and(after).serversBy(Route::client).values().stream()
                .filter(servers -> servers.size() > 1 && !servers.contains("s3"))
                .count();
        stage.findings()
                .require(
                        "%d of %d others moved, a tenth at most".formatted(moved, others),
                        moved * 10 <= others,
                        moved + " clients of s1 and s2 moved when s3 was quiesced");
        stage.findings()
                .require(
                        "nothing new when quiesced, exact",
                        !after.byServer().containsKey("s3"),
                        "s3 got clients while quiesced");
    }

    /** One client, that is one hash: 125% of a third of 12 is what a server has at most. */
    private static void bounded(Stage stage) {
        ServiceText service = ServiceText.web("mh").with("bounded-load: 125%").weights(1, 1, 1);
        stage.apply(service);
        Tally tally = stage.crowd().hold(service.vip(), 12);
        stage.findings().requireServed(tally);
        int most = tally.byServer().values().stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
        stage.findings().require("5 of 12 at most, exact", most <= 5, "a server has " + most + " of 12 connections");
    }

    /** One client, whose server is full after two connections. */
    private static void fallback(Stage stage) {
        ServiceText service = ServiceText.web("sh");
        stage.apply(service.servers("max-connections: 2"));
        Tally strict = stage.crowd().hold(service.vip(), 3);
        stage.findings()
                .require(
                        "without it one server, exact",
                        strict.byServer().size() == 1 && strict.served() == 2,
                        "without fallback the servers were " + strict.byServer());
        stage.apply(service.with("flags: [fallback]").servers("max-connections: 2"));
        stage.findings().requireServed(stage.crowd().hold(service.vip(), 4));
    }
}
