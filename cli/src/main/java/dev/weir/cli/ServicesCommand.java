package dev.weir.cli;

import static dev.weir.cli.Table.left;
import static dev.weir.cli.Table.right;

import dev.weir.api.DirectorApi;
import dev.weir.api.Service;
import dev.weir.api.Services;
import dev.weir.api.Traffic;
import java.nio.file.Path;
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
        Amount amount = Amount.exactIf(exact);
        try (Table table = new Table(
                out(),
                left("Prot"),
                left("LocalAddress:Port"),
                left("Scheduler"),
                left("Forward"),
                right("Conns"),
                right("InPkts"),
                right("OutPkts"),
                right("InBytes"),
                right("OutBytes"),
                left("Options"))) {
            services.services().forEach(service -> print(table, service, amount));
        }
    }

    private static void print(Table table, Service service, Amount amount) {
        Traffic traffic = service.traffic();
        table.row(
                service.protocol().toUpperCase(Locale.ROOT),
                service.vip(),
                service.scheduler(),
                service.forwarding(),
                amount.of(traffic.connections()),
                amount.of(traffic.packetsIn()),
                amount.of(traffic.packetsOut()),
                amount.of(traffic.bytesIn()),
                amount.of(traffic.bytesOut()),
                OptionWords.of(service));
    }
}
