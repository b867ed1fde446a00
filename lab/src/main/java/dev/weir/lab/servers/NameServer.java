package dev.weir.lab.servers;

import dev.weir.lab.LabDirectory;
import dev.weir.lab.ProcessLedger;
import dev.weir.lab.network.Host;
import dev.weir.model.Family;
import java.nio.file.Path;
import java.util.List;

/** dnsmasq on a real server: any name below {@link #ZONE} is its own address, so that an answer tells who gave it. */
public final class NameServer {
    public static final String ZONE = "weir.test";

    private NameServer() {}

    static void start(ProcessLedger ledger, Host host) {
        Path folder = LabDirectory.of(host);
        Path configuration = LabDirectory.write(folder.resolve("dnsmasq.conf"), configuration(host));
        List<String> program = List.of("dnsmasq", "--keep-in-foreground", "--conf-file=" + configuration);
        ledger.start(host, host.label() + "-dnsmasq", program, folder.resolve("dnsmasq.out"));
    }

    /** Where it writes each question and who asked. */
    static Path log(Host host) {
        return LabDirectory.of(host).resolve("dnsmasq.log");
    }

    private static String configuration(Host host) {
        return """
                port=53
                user=root
                pid-file=
                no-resolv
                no-hosts
                cache-size=0
                log-queries
                log-facility=%s
                address=/%s/%s
                txt-record=server.%s,%s
                """.formatted(log(host), ZONE, host.address(Family.IPV4), ZONE, host.label());
    }
}
