package dev.weir.lab.trial;

import dev.weir.api.Server;
import dev.weir.lab.TrialAddresses;
import dev.weir.lab.network.Host;
import dev.weir.lab.servers.SctpEcho;
import dev.weir.lab.traffic.Clients;
import dev.weir.model.Endpoint;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** SCTP: associations by turns, whose data goes there and back. */
final class SctpTrials {
    private static final int ASSOCIATIONS = 3;
    private static final String COUNTS = "{192.0.2.11=1, 192.0.2.12=1, 192.0.2.13=1}";

    private SctpTrials() {}

    static List<Trial> all() {
        return List.of(new Trial("SCTP", SctpTrials::byTurns));
    }

    private static void byTurns(Stage stage) {
        SctpEcho.obstacle().ifPresent(obstacle -> {
            throw new SkippedException(obstacle + "; packet tests cover SCTP");
        });
        String port = Integer.toString(SctpEcho.PORT);
        ServiceText service = ServiceText.at(TrialAddresses.VIP, port, "rr")
                .with("protocol: sctp")
                .serversAt(port, "");
        stage.apply(service);
        try (var _ = new SctpEcho(Host.LAN_SERVERS)) {
            long echoed = echoed();
            stage.findings().countUnnamed(ASSOCIATIONS, (int) echoed);
            stage.findings()
                    .require(
                            "all echoed, exact",
                            echoed == ASSOCIATIONS,
                            "only %d of %d associations had their text echoed".formatted(echoed, ASSOCIATIONS));
        }
        String counted = associations(stage, service.vip());
        stage.findings()
                .require(
                        "associations told, exact",
                        counted.equals(COUNTS),
                        "the director tells of associations %s, not %s".formatted(counted, COUNTS));
    }

    /** One after the other: a client sees all SCTP that comes to its host, and would abort another's. */
    private static long echoed() {
        return Stream.generate(Clients::uniqueLabel)
                .limit(ASSOCIATIONS)
                .filter(text -> SctpEcho.echoes(TrialAddresses.VIP, text))
                .count();
    }

    private static String associations(Stage stage, Endpoint vip) {
        TreeMap<String, Long> counts = new TreeMap<>();
        for (Server server : stage.servers(vip)) {
            counts.put(
                    Endpoint.parse(server.address()).address().toString(),
                    server.traffic().connections());
        }
        return counts.toString();
    }
}
