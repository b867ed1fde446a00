package dev.weir.lab.trial;

import java.util.List;
import java.util.Map;

/** Schedulers that go by turns. */
final class TurnTrials {
    private TurnTrials() {}

    static List<Trial> all() {
        return List.of(new Trial("scheduler rr", TurnTrials::rr), new Trial("scheduler wrr", TurnTrials::wrr));
    }

    /** Each in turn, whatever the weights. */
    private static void rr(Stage stage) {
        ServiceText service = ServiceText.web("rr").weights(1, 2, 6);
        stage.apply(service);
        stage.findings().requireCounts(stage.crowd().ask(service.vip(), 120), Map.of("s1", 40, "s2", 40, "s3", 40));
    }

    /** Each as often as its weight says. */
    private static void wrr(Stage stage) {
        ServiceText service = ServiceText.web("wrr").weights(1, 2, 3);
        stage.apply(service);
        stage.findings().requireCounts(stage.crowd().ask(service.vip(), 120), Map.of("s1", 20, "s2", 40, "s3", 60));
    }
}
