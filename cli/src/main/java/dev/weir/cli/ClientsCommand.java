package dev.weir.cli;

import static dev.weir.cli.Table.left;
import static dev.weir.cli.Table.right;

import dev.weir.api.DirectorApi;
import dev.weir.api.PersistentClient;
import dev.weir.api.PersistentClientQuery;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine.Command;

/** Lists the clients that keep their server. */
@Command(
        name = "clients",
        description = {
            "Lists persistent clients: those that keep their server over all their connections to a service.",
            "They come in no order; all filters given must hold. A client is a network where its service says so.",
            "WHO is ADDRESS, ADDRESS/PREFIX, ADDRESS:PORT or, for IPv6, [ADDRESS]:PORT."
        },
        footer = {
            "  weir clients --client 198.51.100.7        which servers one client keeps",
            "  weir clients --server 10.0.0.1:8080       who keeps a server from being drained",
            "  weir clients --limit 1 -o json | jq .total"
        })
final class ClientsCommand extends LongListCommand<PersistentClient> {
    ClientsCommand(Function<Path, DirectorApi> directors) {
        super(directors, "persistentClients", "persistent clients", listing());
    }

    private static Listing<PersistentClient> listing() {
        return Listing.<PersistentClient>empty()
                .with(left("pro"), client -> client.protocol().toUpperCase(Locale.ROOT))
                .with(right("expire"), client -> minutesAndSeconds(client.expiresInSeconds()))
                .with(left("source"), PersistentClient::client)
                .with(left("virtual"), PersistentClient::vip)
                .with(left("destination"), PersistentClient::server);
    }

    @Override
    long list(DirectorApi director, WhoOptions who, Consumer<PersistentClient> each) {
        return director.persistentClients(
                new PersistentClientQuery(who.client(), who.vip(), who.server(), who.limit()), each);
    }
}
