package dev.weir.lab.trial;

import java.util.List;
import java.util.Map;

/** lblc and lblcr: a destination keeps its servers until they are overloaded. */
final class LocalityTrials {
    private LocalityTrials() {}

    static List<Trial> all() {
        return List.of(
                new Trial("scheduler lblc", LocalityTrials::lblc), new Trial("scheduler lblcr", LocalityTrials::lblcr));
    }

    /** It moves on when its server has more than its weight while another is half idle. */
    private static void lblc(Stage stage) {
        hold(stage, "lblc", "s1 s1 s1 s2 s2 s2 s3 s3 s3 s3 s3 s3");
    }

    /** Its set grows likewise; then the least loaded of the set serves. */
    private static void lblcr(Stage stage) {
        ServiceText service = hold(stage, "lblcr", "s1 s1 s1 s2 s2 s2 s3 s3 s3");
        Tally more = stage.crowd().hold(service.vip(), 3);
        stage.findings().requireCounts(more, Map.of("s1", 1, "s2", 1, "s3", 1));
    }

    private static ServiceText hold(Stage stage, String scheduler, String order) {
        ServiceText service = ServiceText.web(scheduler).weights(2, 2, 2);
        stage.apply(service);
        stage.findings().requireOrder(stage.crowd().hold(service.vip(), order.split(" ", -1).length), order);
        return service;
    }
}
