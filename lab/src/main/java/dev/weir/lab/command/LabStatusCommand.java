package dev.weir.lab.command;

import dev.weir.lab.Lab;
import dev.weir.lab.LabService;
import dev.weir.lab.network.Host;
import dev.weir.model.Family;
import java.nio.file.Files;
import picocli.CommandLine.Command;

/** {@code weir lab status}: what of the lab is there. */
@Command(name = "status", description = "Tells which hosts are up, their addresses, and whether the director runs.")
final class LabStatusCommand extends RootCommand {
    @Override
    int run() {
        if (!Lab.isThere()) {
            out().println("The lab is not up; 'weir lab' builds it.");
            return FAILED;
        }
        Lab lab = new Lab(this::progress);
        TextTable hosts = new TextTable("HOST", "STATE", "IPV4", "IPV6");
        for (Host host : Host.values()) {
            String state = Files.exists(host.namespaceFile()) ? "up" : "missing";
            String ipv4 = host.address(Family.IPV4).toString();
            hosts.row(host.label(), state, ipv4, host.address(Family.IPV6).toString());
        }
        hosts.print(out());
        TextTable services = new TextTable("SERVICE", "VIP", "SERVERS");
        for (LabService service : LabService.values()) {
            String servers =
                    String.join(" ", service.servers().stream().map(Host::label).toList());
            services.row(service.label(), service.vip().toString(), servers);
        }
        out().println();
        services.print(out());
        boolean directed = lab.director().isRunning();
        out().printf(
                        "%nThe director %s; %d processes of the lab run.%n",
                        directed ? "runs" : "does not run", lab.processes().running());
        return directed ? OK : FAILED;
    }
}
