package dev.weir.lab.trial;

import dev.weir.lab.network.VipsOnly;
import dev.weir.lab.traffic.Clients;
import dev.weir.lab.traffic.FtpClient;
import dev.weir.lab.traffic.FtpData;
import dev.weir.lab.traffic.Route;
import dev.weir.model.Family;
import java.util.List;
import java.util.stream.Stream;

/**
 * FTP, each session by the VIP alone: the client's host refuses to open a connection to another address, and to be
 * called by one.
 */
final class FtpTrials {
    private static final int CLIENTS = 3;

    /**
     * Passive FTP in IPVS's oldest way, where the server itself tells the VIP: all ports are one service's, and a
     * client has one server.
     */
    private static final List<TrialMethod> SERVERS_HOLD_VIP =
            List.of(TrialMethod.TUNNELLING, TrialMethod.DIRECT_ROUTING);

    private FtpTrials() {}

    static List<Trial> all() {
        return SERVERS_HOLD_VIP.stream().flatMap(FtpTrials::byPersistence).toList();
    }

    private static Stream<Trial> byPersistence(TrialMethod method) {
        return Stream.of(FtpData.PASV, FtpData.EPSV)
                .map(data -> new Trial("FTP by persistence, %s, %s".formatted(data, method.yaml()), stage -> {
                    for (Family family : families(data)) {
                        ServiceText service = ServiceText.at(method.vip(family), "any", "rr")
                                .with("persistence: 1m")
                                .serversOf(method, "any");
                        transfer(stage, method, service, data);
                    }
                }));
    }

    private static List<Family> families(FtpData data) {
        return data.tellsIpv6() ? List.of(Family.values()) : List.of(Family.IPV4);
    }

    private static void transfer(Stage stage, TrialMethod method, ServiceText service, FtpData data) {
        stage.apply(service);
        Tally down = new Tally();
        Tally up = new Tally();
        try (var _ = VipsOnly.of(service.vip().address())) {
            for (Route route : Crowd.routes(service.vip(), CLIENTS)) {
                FtpClient client = new FtpClient(route, data);
                stage.crowd().enter(route, client.download(Clients.uniqueLabel()), down);
                stage.crowd().enter(route, client.upload(Clients.uniqueLabel()), up);
            }
        }
        stage.findings().requireCounts(down, method.each(1));
        stage.findings().requireCounts(up, method.each(1));
    }
}
