package dev.weir.cli;

import static dev.weir.cli.Table.left;
import static dev.weir.cli.Table.right;

import dev.weir.api.DirectorApi;
import dev.weir.api.Service;
import dev.weir.api.Services;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the virtual services with what they did. */
@Command(
        name = "services",
        description = {
            "Lists the virtual services with what each did.",
            "Counters run since the packet path was loaded. Out counters are of nat only: by the other methods"
                    + " replies pass the director by."
        },
        footer = {
            "  weir services               all services",
            "  weir services --exact       counters to the last digit, without K, M, G",
            "  weir services -o json | jq '.services[] | select(.servers == 0)'"
        })
final class ServicesCommand extends DirectorCommand {
    @Option(names = "--exact", description = "Print counters to the last digit, without K, M, G.")
    private boolean exact;

    ServicesCommand(Function<Path, DirectorApi> directors) {
        super(directors);
    }

    @Override
    int ask(DirectorApi director) {
        Services services = director.services();
        switch (output()) {
            case JSON -> printJson(services);
            case TABLE -> printTable(services);
        }
        return ExitCode.OK;
    }

    private void printTable(Services services) {
        Listing<Service> listing = listing(services.services(), Amount.exactIf(exact));
        try (Table table = listing.table(out())) {
            services.services().forEach(service -> table.row(listing.row(service)));
        }
    }

    private static Listing<Service> listing(List<Service> services, Amount amount) {
        return Listing.<Service>empty()
                .with(left("Prot"), service -> service.protocol().toUpperCase(Locale.ROOT))
                .with(left("LocalAddress:Port"), Service::vip)
                .with(left("Scheduler"), Service::scheduler)
                .with(left("Forward"), Service::forwarding)
                .with(right("NowConns"), service -> amount.of(service.connections()))
                .withAny(services, right("PersistConn"), service -> amount.unlessZero(service.persistentClients()))
                .with(right("Conns"), service -> amount.of(service.traffic().connections()))
                .with(right("InPkts"), service -> amount.of(service.traffic().packetsIn()))
                .with(right("OutPkts"), service -> amount.of(service.traffic().packetsOut()))
                .with(right("InBytes"), service -> amount.of(service.traffic().bytesIn()))
                .with(right("OutBytes"), service -> amount.of(service.traffic().bytesOut()))
                .withAny(services, left("Options"), OptionWords::of);
    }
}
