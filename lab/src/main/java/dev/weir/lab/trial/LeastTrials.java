package dev.weir.lab.trial;

import java.util.List;

/** Schedulers that weigh all servers, or take the first that will do: held connections must go in one order. */
final class LeastTrials {
    private LeastTrials() {}

    static List<Trial> all() {
        return List.of(
                order("lc", "s1 s2 s3 s1 s2 s3 s1 s2 s3"),
                order("wlc", "s1 s2 s3 s3 s3 s2 s3 s3 s3"),
                order("sed", "s3 s3 s2 s3 s3 s3 s1 s2 s3"),
                order("nq", "s1 s2 s3 s3 s3 s3 s3 s2 s3"),
                order("fo", "s3 s3 s3 s3 s3 s3 s3 s3 s3"),
                // Heaviest first, each until it has more than its weight.
                order("ovf", "s3 s3 s3 s3 s3 s3 s3 s2 s2 s2 s1 s1"));
    }

    private static Trial order(String scheduler, String order) {
        return new Trial("scheduler " + scheduler, stage -> {
            ServiceText service = ServiceText.web(scheduler).weights(1, 2, 6);
            stage.apply(service);
            int count = order.split(" ", -1).length;
            stage.findings().requireOrder(stage.crowd().hold(service.vip(), count), order);
        });
    }
}
