package dev.weir.lab.trial;

import dev.weir.lab.network.Host;
import dev.weir.lab.network.SlowHandshakes;
import dev.weir.lab.servers.WebPages;
import java.util.List;
import java.util.Map;

/**
 * Schedulers that draw two servers by lot and take the better one. A server that is always the worse is taken only
 * if it was drawn twice: of three, once in nine times; by one lot it would be three times in nine, by the least load
 * never.
 */
final class LotTrials {
    private static final Map<String, Integer> WORST_IS_S1 = Map.of("s1", 1, "s2", 4, "s3", 4);
    private static final int WARM_UP = 60;
    private static final int REQUESTS = 240;

    private LotTrials() {}

    static List<Trial> all() {
        return List.of(
                new Trial("scheduler twos", LotTrials::twos),
                new Trial("scheduler least-latency", LotTrials::leastLatency));
    }

    /** One active connection weighs as much as 256 that have ended. */
    private static void twos(Stage stage) {
        ServiceText service = ServiceText.web("twos");
        stage.apply(service.weights(1));
        stage.findings().requireServed(stage.crowd().hold(service.vip(), 3));
        stage.apply(service.weights(1, 1, 1));
        Tally tally = stage.crowd().ask(service.vip(), REQUESTS);
        stage.findings().requireServed(tally);
        stage.findings().requireShares(tally.byServer(), WORST_IS_S1);
    }

    /** s1 answers handshakes a hundred times as late as the others, which the first requests find out. */
    private static void leastLatency(Stage stage) {
        ServiceText service = ServiceText.web("least-latency").weights(1, 1, 1);
        stage.apply(service);
        try (var _ = SlowHandshakes.of(Host.S1, WebPages.MAPPED_PORT)) {
            stage.findings().requireServed(stage.crowd().ask(service.vip(), WARM_UP));
            Tally tally = stage.crowd().ask(service.vip(), REQUESTS);
            stage.findings().requireServed(tally);
            stage.findings().requireShares(tally.byServer(), WORST_IS_S1);
        }
    }
}
