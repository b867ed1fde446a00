package dev.weir.cli;

import static dev.weir.cli.Table.left;
import static dev.weir.cli.Table.right;

import dev.weir.api.Connection;
import dev.weir.api.ConnectionListWriter;
import dev.weir.api.ConnectionQuery;
import dev.weir.api.DirectorApi;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Lists recorded connections, filtered by the director, and prints them as they come in. */
@Command(
        name = "connections",
        description = {
            "Lists recorded connections.",
            "They come in no order; all filters given must hold.",
            "WHO is ADDRESS, ADDRESS/PREFIX, ADDRESS:PORT or, for IPv6, [ADDRESS]:PORT."
        },
        footer = {
            "  weir connections --client 198.51.100.7            what one client does",
            "  weir connections --vip 192.0.2.10:80 --state ESTABLISHED",
            "  weir connections --server 10.0.0.0/24 --limit 0   all, however many",
            "  weir connections --limit 1 -o json | jq .total    how many there are"
        })
final class ConnectionsCommand extends DirectorCommand {
    @Option(names = "--client", paramLabel = "WHO", description = "Only those from this client (CIP).")
    private @Nullable String client;

    @Option(names = "--vip", paramLabel = "WHO", description = "Only those to this virtual address (VIP).")
    private @Nullable String vip;

    @Option(names = "--server", paramLabel = "WHO", description = "Only those to this real server (RIP).")
    private @Nullable String server;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "Only those in this state: SYN_RECV, ESTABLISHED, FIN_WAIT, TIME_WAIT, CLOSE or UDP.")
    private @Nullable String state;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Show at most so many, 0 for all; all are counted. Default: 1000.")
    private int limit = ConnectionQuery.DEFAULT_LIMIT;

    ConnectionsCommand(Function<Path, DirectorApi> directors) {
        super(directors);
    }

    @Override
    int ask(DirectorApi director) {
        ConnectionQuery query = query();
        switch (output()) {
            case JSON -> printJson(director, query);
            case TABLE -> printTable(director, query);
        }
        return ExitCode.OK;
    }

    private ConnectionQuery query() {
        try {
            return new ConnectionQuery(client, vip, server, state, limit);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec().commandLine(), e.getMessage(), e);
        }
    }

    private void printJson(DirectorApi director, ConnectionQuery query) {
        ConnectionListWriter list = new ConnectionListWriter(out(), 0);
        AtomicLong shown = new AtomicLong();
        long total = director.connections(query, connection -> {
            list.accept(connection);
            shown.incrementAndGet();
        });
        list.count(total - shown.get());
        list.finish();
        out().println();
    }

    private void printTable(DirectorApi director, ConnectionQuery query) {
        long total;
        try (Table table = new Table(
                out(),
                left("pro"),
                right("expire"),
                left("state"),
                left("source"),
                left("virtual"),
                left("destination"))) {
            total = director.connections(query, connection -> print(table, connection));
        }
        if (limit != 0 && total > limit) {
            out().println(limit + " of " + total + " connections shown; --limit 0 shows all");
        }
    }

    private static void print(Table table, Connection connection) {
        table.row(
                connection.protocol().toUpperCase(Locale.ROOT),
                minutesAndSeconds(connection.expiresInSeconds()),
                connection.state(),
                connection.client(),
                connection.vip(),
                connection.server());
    }

    /** {@code 14:59}, as ipvsadm prints it. */
    private static String minutesAndSeconds(long seconds) {
        return String.format(Locale.ROOT, "%02d:%02d", seconds / 60, seconds % 60);
    }
}
