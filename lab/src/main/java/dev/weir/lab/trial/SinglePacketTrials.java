package dev.weir.lab.trial;

import dev.weir.api.ConnectionQuery;
import dev.weir.lab.TrialAddresses;
import dev.weir.lab.traffic.Clients;
import dev.weir.lab.traffic.NameSocket;
import dev.weir.lab.traffic.Route;
import dev.weir.model.IpAddress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One-packet scheduling: a resolver that asks all from one port is served by all servers in turn. */
final class SinglePacketTrials {
    private static final int QUESTIONS = 60;
    private static final String PORT = "53";

    private SinglePacketTrials() {}

    static List<Trial> all() {
        return List.of(
                new Trial("one-packet, NAT", stage -> ask(stage, TrialAddresses.VIP, "nat")),
                new Trial("one-packet, direct routing", stage -> ask(stage, TrialAddresses.DIRECT, "direct-routing")));
    }

    private static void ask(Stage stage, IpAddress vip, String method) {
        ServiceText service = ServiceText.at(vip, PORT, "rr")
                .with("protocol: udp", "flags: [one-packet]", "forwarding: " + method)
                .serversAt(PORT, "");
        stage.apply(service);
        Tally tally = new Tally();
        Route route = Crowd.routes(service.vip(), 1).getFirst();
        try (NameSocket resolver = new NameSocket(route)) {
            for (int i = 0; i < QUESTIONS && !tally.isHopeless(); i++) {
                stage.crowd().enter(route, resolver.ask(Clients.uniqueLabel()), tally);
            }
        }
        stage.findings().requireCounts(tally, Map.of("s1", 20, "s2", 20, "s3", 20));
        long recorded = recorded(stage, service.vip().toString());
        stage.findings().require("nothing recorded", recorded == 0, recorded + " connections were recorded");
    }

    private static long recorded(Stage stage, String vip) {
        @Nullable String all = null;
        ConnectionQuery query = new ConnectionQuery(all, vip, all, all, 0);
        return stage.ask(api -> api.connections(query, _ -> {}));
    }
}
