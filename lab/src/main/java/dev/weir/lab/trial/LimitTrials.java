package dev.weir.lab.trial;

import dev.weir.api.Server;
import dev.weir.lab.network.Host;
import dev.weir.lab.traffic.Burst;
import dev.weir.lab.traffic.Route;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Limits: what is held open is never more than allowed, and what is refused is counted by its reason. */
final class LimitTrials {
    private static final Duration A_SECOND_AND_MORE = Duration.ofMillis(1_200);

    private LimitTrials() {}

    static List<Trial> all() {
        return List.of(
                new Trial("max-connections", LimitTrials::ofServer),
                new Trial("overflow and sorry server", LimitTrials::lastResorts),
                new Trial("limit of a service", LimitTrials::ofService),
                new Trial("limit of a client", LimitTrials::ofClient),
                new Trial("limit of a client's rate", LimitTrials::ofRate));
    }

    /** Full servers refuse, and take new connections again once they have few enough. */
    private static void ofServer(Stage stage) {
        stage.setting(Stage.SHORT_TIMEOUTS);
        ServiceText service = ServiceText.web("rr").servers("max-connections: 4, resume-below: 2");
        stage.apply(service);
        Map<String, Long> before = stage.counters();
        stage.findings().requireCounts(stage.crowd().hold(service.vip(), 12), Map.of("s1", 4, "s2", 4, "s3", 4));
        requireRefused(stage, stage.crowd().hold(service.vip(), 2), 2);
        stage.requireCounted(before, "server-limit", 2);
        stage.crowd().letGo();
        Stage.await(
                "servers to have room",
                () -> stage.servers(service.vip()).stream().allMatch(LimitTrials::isEmpty));
        stage.findings().requireCounts(stage.crowd().hold(service.vip(), 6), Map.of("s1", 2, "s2", 2, "s3", 2));
    }

    private static boolean isEmpty(Server server) {
        return server.activeConnections() + server.inactiveConnections() == 0;
    }

    /** When all are full the overflow server takes what comes; when none takes anything new, the sorry server. */
    private static void lastResorts(Stage stage) {
        Map<String, Long> before = stage.counters();
        ServiceText service = ServiceText.web("rr");
        stage.apply(withLastResorts(service, "max-connections: 3"));
        stage.findings().requireOrder(stage.crowd().hold(service.vip(), 5), "s1 s1 s1 s2 s2");
        stage.requireCounted(before, "overflowed", 2);
        stage.apply(withLastResorts(service, "weight: 0"));
        stage.findings().requireOrder(stage.crowd().hold(service.vip(), 3), "s3 s3 s3");
        stage.requireCounted(before, "sorry", 3);
    }

    private static ServiceText withLastResorts(ServiceText service, String words) {
        return service.server(Host.S1, words).server(Host.S2, "role: overflow").server(Host.S3, "role: sorry");
    }

    private static void ofService(Stage stage) {
        ServiceText service =
                ServiceText.web("rr").with("limits: {connections: 6}").weights(1, 1, 1);
        stage.apply(service);
        Map<String, Long> before = stage.counters();
        stage.findings().requireCounts(stage.crowd().hold(service.vip(), 6), Map.of("s1", 2, "s2", 2, "s3", 2));
        requireRefused(stage, stage.crowd().hold(service.vip(), 2), 2);
        stage.requireCounted(before, "service-limit", 2);
    }

    /** One client's limit is no other's. */
    private static void ofClient(Stage stage) {
        ServiceText service =
                ServiceText.web("rr").with("limits: {client-connections: 2}").weights(1, 1, 1);
        stage.apply(service);
        List<Route> clients = Crowd.routes(service.vip(), 3);
        Map<String, Long> before = stage.counters();
        Tally held = stage.crowd().hold(clients).and(stage.crowd().hold(clients));
        stage.findings().requireCounts(held, Map.of("s1", 2, "s2", 2, "s3", 2));
        requireRefused(stage, stage.crowd().hold(clients.subList(0, 2)), 2);
        stage.requireCounted(before, "client-limit", 2);
    }

    /** A burst gets as many connections as a second allows, and so does another when a second is over. */
    private static void ofRate(Stage stage) {
        ServiceText service =
                ServiceText.web("rr").with("limits: {client-rate: 2}").weights(1, 1, 1);
        stage.apply(service);
        Route client = Crowd.routes(service.vip(), 1).getFirst();
        Map<String, Long> before = stage.counters();
        requireBurst(stage, client);
        Stage.pause(A_SECOND_AND_MORE);
        requireBurst(stage, client);
        stage.requireCounted(before, "client-rate", 16);
    }

    private static void requireBurst(Stage stage, Route client) {
        int connected = Burst.of(client, 10);
        stage.findings().countUnnamed(10, connected);
        stage.findings()
                .require(
                        "2 of a burst, exact",
                        connected == 2,
                        "%d of a burst of 10, not 2, came about".formatted(connected));
    }

    private static void requireRefused(Stage stage, Tally tally, int count) {
        stage.findings()
                .require(
                        "refused, exact",
                        tally.served() == 0 && tally.failures().size() == count,
                        "%d of %d were served beyond the limit".formatted(tally.served(), count));
    }
}
