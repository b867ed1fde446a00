package dev.weir.lab.servers;

import dev.weir.lab.ProcessLedger;
import dev.weir.lab.network.Host;
import java.util.Arrays;

/** The programs of all real servers. */
public final class RealServers {
    private RealServers() {}

    public static void start(ProcessLedger ledger) {
        SharedFiles.write();
        Arrays.stream(Host.values()).filter(Host::isServer).forEach(host -> {
            WebServer.start(ledger, host);
            NameServer.start(ledger, host);
            FileServer.start(ledger, host);
            MailServer.start(ledger, host);
            MailBox.start(ledger, host);
        });
    }
}
