package dev.weir.cli;

import static dev.weir.cli.Table.left;
import static dev.weir.cli.Table.right;

import dev.weir.api.DirectorApi;
import dev.weir.api.Server;
import dev.weir.api.Servers;
import java.nio.file.Path;
import java.util.List;
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
            "A server of weight 0 is quiesced: it gets no new connection, the existing ones continue.",
            "Limit is how many connections fill it, and below how many it takes more."
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
        Listing<Server> listing = listing(servers.servers(), Amount.exactIf(exact));
        try (Table table = listing.table(out())) {
            String group = "";
            for (Server server : servers.servers()) {
                String service = service(server);
                if (!service.equals(group)) {
                    table.line(service);
                    group = service;
                }
                table.row(listing.row(server));
            }
        }
    }

    private static String service(Server server) {
        return server.protocol().toUpperCase(Locale.ROOT) + "  " + server.vip() + " " + server.scheduler();
    }

    private Listing<Server> listing(List<Server> servers, Amount amount) {
        return Listing.<Server>empty()
                .with(left("  -> RemoteAddress:Port"), server -> "  -> " + server.address())
                .with(left("Forward"), Server::forwarding)
                .with(right("Weight"), server -> Integer.toString(server.weight()))
                .withAny(servers, right("Limit"), ServerWords::limit)
                .with(right("ActiveConn"), server -> amount.of(server.activeConnections()))
                .with(right("InActConn"), server -> amount.of(server.inactiveConnections()))
                .withAny(servers, right("PersistConn"), server -> amount.unlessZero(server.persistentClients()))
                .withAny(servers, right("Latency"), ServerWords::latency)
                .with(right("Conns"), server -> amount.of(server.traffic().connections()))
                .with(right("InPkts"), server -> amount.of(server.traffic().packetsIn()))
                .with(right("OutPkts"), server -> amount.of(server.traffic().packetsOut()))
                .with(right("InBytes"), server -> amount.of(server.traffic().bytesIn()))
                .with(right("OutBytes"), server -> amount.of(server.traffic().bytesOut()))
                .with(left("Note"), server -> ServerWords.note(server, paint()));
    }
}
