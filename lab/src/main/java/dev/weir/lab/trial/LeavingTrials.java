package dev.weir.lab.trial;

import dev.weir.lab.Command;
import dev.weir.lab.network.Host;
import dev.weir.lab.servers.SharedFiles;
import dev.weir.lab.traffic.Answer;
import dev.weir.lab.traffic.Download;
import dev.weir.lab.traffic.WebConnection;
import dev.weir.model.Endpoint;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/** Servers that leave and return: weights from outside, drain, removal, and slow start. */
final class LeavingTrials {
    private static final String S1 = "192.0.2.11:8080";
    private static final int BRIEF_MILLIS = 400;
    private static final int RETURN_MILLIS = 5_000;
    private static final int SAMPLE = 66;

    private LeavingTrials() {}

    static List<Trial> all() {
        return List.of(
                new Trial("weir weight", LeavingTrials::weight),
                new Trial("weir drain", LeavingTrials::drain),
                new Trial("server removed", LeavingTrials::removed),
                new Trial("server removed, hold-gone", LeavingTrials::held),
                new Trial("slow-start", LeavingTrials::slowStart));
    }

    /** A weight of 0 takes new connections away at once and leaves the others; the file's is back by --reset. */
    private static void weight(Stage stage) {
        ServiceText service = ServiceText.web("rr").weights(1, 1, 1);
        String vip = service.vip().toString();
        stage.apply(service);
        stage.findings().requireOrder(stage.crowd().hold(service.vip(), 3), "s1 s2 s3");
        new Command(stage.weir("weight", S1, "0", "--service", vip)).run();
        stage.findings().requireCounts(stage.crowd().ask(service.vip(), 60), Map.of("s2", 30, "s3", 30));
        requireHeldStays(stage);
        new Command(stage.weir("weight", S1, "--reset", "--service", vip)).run();
        stage.findings().requireCounts(stage.crowd().ask(service.vip(), 60), Map.of("s1", 20, "s2", 20, "s3", 20));
    }

    private static void requireHeldStays(Stage stage) {
        Answer answer = stage.crowd().held().getFirst().ask();
        stage.findings()
                .require(
                        "what is open stays",
                        answer instanceof Answer.Served served
                                && served.server().equals("s1"),
                        "the connection that s1 had came to " + answer);
    }

    /** A download goes on to its end, the server gets nothing new, and the command ends when the download has. */
    private static void drain(Stage stage) {
        stage.setting(Stage.SHORT_TIMEOUTS);
        ServiceText service = ServiceText.web("fo").weights(3, 2, 1);
        Endpoint vip = service.vip();
        stage.apply(service);
        Download download = new Download(Crowd.routes(vip, 1).getFirst());
        try (var threads =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            var outcome = CompletableFuture.supplyAsync(() -> Host.CLIENT.run(download::run), threads);
            Stage.await(
                    "the download to begin", () -> stage.server(vip, Host.S1).activeConnections() == 1);
            var drain = CompletableFuture.supplyAsync(
                    () -> new Command(stage.weir("drain", S1, "--service", vip.toString(), "--timeout", "1m"))
                            .attempt(""),
                    threads);
            Stage.await("weir drain to begin", () -> stage.server(vip, Host.S1).weight() == 0);
            stage.findings().requireCounts(stage.crowd().ask(vip, 12), Map.of("s2", 12));
            stage.findings().require("it waits", !drain.isDone() && !outcome.isDone(), "weir drain did not wait");
            download.hurry();
            requireIntact(stage, outcome.join());
            stage.findings().require("it ends", drain.join().status() == 0, "weir drain came to " + drain.join());
        } finally {
            download.hurry();
        }
    }

    private static void requireIntact(Stage stage, Download.Outcome outcome) {
        boolean intact = outcome instanceof Download.Complete complete
                && complete.digest().equals(SharedFiles.largeDigest());
        stage.findings().require("download intact, SHA-256", intact, "the held download came to " + outcome);
    }

    /** Its connections are picked anew: another server resets them, so that clients try again at once. */
    private static void removed(Stage stage) {
        ServiceText service = ServiceText.web("rr");
        stage.apply(service.weights(1, 1, 1));
        stage.findings().requireOrder(stage.crowd().hold(service.vip(), 3), "s1 s2 s3");
        stage.apply(withoutS1(service));
        List<WebConnection> held = stage.crowd().held();
        stage.findings()
                .require(
                        "reset at once",
                        held.getFirst().ask() instanceof Answer.Failed failed
                                && failed.reason().contains("reset"),
                        "the connection of the server that left was not reset");
        requireAnswersOf(held.subList(1, 3), stage);
        stage.findings().requireCounts(stage.crowd().ask(service.vip(), 20), Map.of("s2", 10, "s3", 10));
    }

    /** Its connections wait, and go on when it is back. */
    private static void held(Stage stage) {
        ServiceText service = ServiceText.web("rr").with("flags: [hold-gone]");
        stage.apply(service.weights(1, 1, 1));
        stage.findings().requireOrder(stage.crowd().hold(service.vip(), 3), "s1 s2 s3");
        Map<String, Long> before = stage.counters();
        stage.apply(withoutS1(service));
        List<WebConnection> held = stage.crowd().held();
        Answer meanwhile = held.getFirst().ask(BRIEF_MILLIS);
        stage.findings()
                .require(
                        "it waits",
                        meanwhile instanceof Answer.Failed && dropped(stage, before) > 0,
                        "a connection of a server that is gone came to " + meanwhile);
        requireAnswersOf(held.subList(1, 3), stage);
        stage.apply(service.weights(1, 1, 1));
        Answer after = held.getFirst().ask(RETURN_MILLIS);
        stage.findings()
                .require(
                        "it goes on",
                        after instanceof Answer.Served served && served.server().equals("s1"),
                        "the connection came to " + after + " after the server's return");
    }

    private static long dropped(Stage stage, Map<String, Long> before) {
        return stage.counters().getOrDefault("server-gone", 0L) - before.getOrDefault("server-gone", 0L);
    }

    private static ServiceText withoutS1(ServiceText service) {
        return service.server(Host.S2, "").server(Host.S3, "");
    }

    private static void requireAnswersOf(List<WebConnection> others, Stage stage) {
        stage.findings()
                .require(
                        "others go on",
                        others.stream().allMatch(other -> other.ask() instanceof Answer.Served),
                        "a connection of a server that stayed broke off");
    }

    /** A server that joins gets its share bit by bit. */
    private static void slowStart(Stage stage) {
        ServiceText service = ServiceText.web("wrr").with("slow-start: 6s");
        stage.apply(service.weights(1, 1));
        stage.apply(service.weights(1, 1, 1));
        for (int percent : new int[] {1, 50, 100}) {
            Stage.await(percent + "% of s3's weight", () -> ramp(stage, service) >= percent);
            int before = ramp(stage, service);
            Tally tally = stage.crowd().ask(service.vip(), SAMPLE);
            int after = ramp(stage, service);
            stage.findings().requireServed(tally);
            stage.findings().requireShares(tally.byServer(), Map.of("s1", 200, "s2", 200, "s3", before + after));
        }
    }

    private static int ramp(Stage stage, ServiceText service) {
        return stage.server(service.vip(), Host.S3).ramp();
    }
}
