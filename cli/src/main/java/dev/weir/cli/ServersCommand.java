package dev.weir.cli;

import static dev.weir.cli.Table.left;
import static dev.weir.cli.Table.right;

import dev.weir.api.DirectorApi;
import dev.weir.api.Server;
import dev.weir.api.Servers;
import dev.weir.api.Traffic;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the real servers, grouped by service, with their connections and what they did. */
@Command(
        name = "servers",
        description = {
            "Lists the real servers of each virtual service with what each did.",
            "Counters run since the packet path was loaded.",
            "A server of weight 0 is quiesced: it gets no new connection, the existing ones continue."
        },
        footer = {
            "  weir servers                all servers",
            "  weir servers --exact        counters to the last digit, without K, M, G",
            "  weir servers -o json | jq '.servers[] | select(.reachable | not)'"
        })
final class ServersCommand extends DirectorCommand {
    @Option(names = "--exact", description = "Print counters to the last digit, without K, M, G.")
    private boolean exact;

    ServersCommand(Function<Path, DirectorApi> directors) {
        super(directors);
    }

    @Override
    int ask(DirectorApi director) {
        Servers servers = director.servers();
        switch (output()) {
            case JSON -> printJson(servers);
            case TABLE -> printTable(servers);
        }
        return ExitCode.OK;
    }

    private void printTable(Servers servers) {
        out().println("Prot LocalAddress:Port Scheduler");
        try (Table table = new Table(
                out(),
                left("  -> RemoteAddress:Port"),
                left("Forward"),
                right("Weight"),
                right("ActiveConn"),
                right("InActConn"),
                right("Conns"),
                right("InPkts"),
                right("OutPkts"),
                right("InBytes"),
                right("OutBytes"),
                left("Note"))) {
            String group = "";
            for (Server server : servers.servers()) {
                String service = service(server);
                if (!service.equals(group)) {
                    table.line(service);
                    group = service;
                }
                print(table, server);
            }
        }
    }

    private static String service(Server server) {
        return server.protocol().toUpperCase(Locale.ROOT) + "  " + server.vip() + " " + server.scheduler();
    }

    private void print(Table table, Server server) {
        Amount amount = Amount.exactIf(exact);
        Traffic traffic = server.traffic();
        table.row(
                "  -> " + server.address(),
                server.forwarding(),
                Integer.toString(server.weight()),
                amount.of(server.activeConnections()),
                amount.of(server.inactiveConnections()),
                amount.of(traffic.connections()),
                amount.of(traffic.packetsIn()),
                amount.of(traffic.packetsOut()),
                amount.of(traffic.bytesIn()),
                amount.of(traffic.bytesOut()),
                ServerWords.note(server, paint()));
    }
}
