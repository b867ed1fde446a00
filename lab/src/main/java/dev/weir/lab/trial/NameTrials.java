package dev.weir.lab.trial;

import dev.weir.lab.traffic.Answer;
import dev.weir.lab.traffic.Clients;
import dev.weir.lab.traffic.DigTexts;
import dev.weir.lab.traffic.DigTexts.Way;
import dev.weir.lab.traffic.Route;
import dev.weir.model.Family;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** DNS whose messages are longer than a packet: over TCP, and over UDP in fragments. */
final class NameTrials {
    private static final String PORT = "53";
    private static final int CLIENTS = 3;

    private static final List<TrialMethod> REPLIES_BYPASS_DIRECTOR =
            List.of(TrialMethod.TUNNELLING, TrialMethod.DIRECT_ROUTING);

    private NameTrials() {}

    static List<Trial> all() {
        return Stream.concat(
                        Arrays.stream(TrialMethod.values()).map(NameTrials::overTcp),
                        REPLIES_BYPASS_DIRECTOR.stream().map(NameTrials::answersInFragments))
                .toList();
    }

    private static Trial overTcp(TrialMethod method) {
        return new Trial("DNS, long answers over TCP, " + method.yaml(), stage -> askTexts(stage, method, Way.TCP));
    }

    private static Trial answersInFragments(TrialMethod method) {
        return new Trial("DNS, answers in fragments, " + method.yaml(), stage -> askTexts(stage, method, Way.UDP));
    }

    private static void askTexts(Stage stage, TrialMethod method, Way way) {
        String protocol = way == Way.TCP ? "tcp" : "udp";
        ask(stage, method, protocol, route -> new DigTexts(route, way).ask(Clients.uniqueLabel()));
    }

    private static void ask(Stage stage, TrialMethod method, String protocol, Function<Route, Answer> client) {
        for (Family family : Family.values()) {
            ServiceText service = ServiceText.at(method.vip(family), PORT, "rr")
                    .with("protocol: " + protocol)
                    .serversOf(method, PORT);
            stage.apply(service);
            Tally tally = new Tally();
            for (Route route : Crowd.routes(service.vip(), CLIENTS)) {
                stage.crowd().enter(route, client.apply(route), tally);
            }
            stage.findings().requireCounts(tally, method.each(1));
        }
    }
}
