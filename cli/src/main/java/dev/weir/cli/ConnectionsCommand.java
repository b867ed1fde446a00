package dev.weir.cli;

import static dev.weir.cli.Table.left;
import static dev.weir.cli.Table.right;

import dev.weir.api.Connection;
import dev.weir.api.ConnectionQuery;
import dev.weir.api.DirectorApi;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
final class ConnectionsCommand extends LongListCommand<Connection> {
    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "Only those in this state: SYN_RECV, ESTABLISHED, FIN_WAIT, TIME_WAIT, CLOSE or UDP.")
    private @Nullable String state;

    ConnectionsCommand(Function<Path, DirectorApi> directors) {
        super(directors, "connections", "connections", listing());
    }

    private static Listing<Connection> listing() {
        return Listing.<Connection>empty()
                .with(left("pro"), connection -> connection.protocol().toUpperCase(Locale.ROOT))
                .with(right("expire"), connection -> minutesAndSeconds(connection.expiresInSeconds()))
                .with(left("state"), Connection::state)
                .with(left("source"), Connection::client)
                .with(left("virtual"), Connection::vip)
                .with(left("destination"), Connection::server);
    }

    @Override
    long list(DirectorApi director, WhoOptions who, Consumer<Connection> each) {
        return director.connections(
                new ConnectionQuery(who.client(), who.vip(), who.server(), state, who.limit()), each);
    }
}
