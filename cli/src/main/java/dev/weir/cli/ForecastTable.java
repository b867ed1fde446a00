package dev.weir.cli;

import static dev.weir.cli.Table.left;
import static dev.weir.cli.Table.right;

import dev.weir.model.Scheduler;
import dev.weir.model.ServerRole;
import dev.weir.simulation.Forecast;
import dev.weir.simulation.Forecast.OfServer;
import dev.weir.simulation.Forecast.OfService;
import dev.weir.simulation.Forecast.Side;
import dev.weir.simulation.Forecast.Standing;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Prints a forecast for people: its headline, then each service's servers before and after. */
final class ForecastTable {
    /** Of a larger service only those servers are shown whose share changes most. */
    static final int MAX_SERVERS = 40;

    private final PrintWriter out;
    private final Paint paint;

    ForecastTable(PrintWriter out, Paint paint) {
        this.out = out;
        this.paint = paint;
    }

    void print(Forecast forecast) {
        out.println(ForecastWords.headline(forecast));
        if (forecast.unknownFlows() > 0) {
            out.println(ForecastWords.count(forecast.unknownFlows(), "recorded flow")
                    + " left out: their server is not of their service");
        }
        if (forecast.services().isEmpty()) {
            return;
        }
        out.println();
        out.println("Prot LocalAddress:Port Scheduler");
        try (Table table = new Table(
                out,
                left("  -> RemoteAddress:Port"),
                right("Weight"),
                right("After"),
                right("Share"),
                right("After"),
                right("Change"),
                right("Recorded"),
                left("Note"))) {
            boolean isOne = forecast.services().size() == 1;
            for (OfService service : forecast.services()) {
                print(table, service);
                if (!isOne) {
                    table.line("     " + ForecastWords.ofService(service));
                }
                ForecastWords.remarks(service).forEach(remark -> table.line("     " + remark));
            }
        }
    }

    private void print(Table table, OfService service) {
        table.line(service.key().protocol() + "  " + service.key().vip() + " " + scheduler(service));
        List<OfServer> shown = shown(service.servers());
        shown.forEach(server -> print(table, server));
        if (shown.size() < service.servers().size()) {
            table.line("     and " + (service.servers().size() - shown.size())
                    + " more, whose shares change less; -o json has all");
        }
    }

    private static List<OfServer> shown(List<OfServer> servers) {
        if (servers.size() <= MAX_SERVERS) {
            return servers;
        }
        return servers.stream()
                .sorted(Comparator.comparingDouble((OfServer server) -> -Math.abs(server.shareChange())))
                .limit(MAX_SERVERS)
                .toList();
    }

    private static String scheduler(OfService service) {
        Optional<String> before = service.before().map(Side::scheduler).map(ForecastTable::kebab);
        Optional<String> after = service.after().map(Side::scheduler).map(ForecastTable::kebab);
        if (before.isEmpty()) {
            return after.orElse("") + " (new)";
        } else if (after.isEmpty()) {
            return before.get() + " (removed)";
        }
        return before.equals(after) ? before.get() : before.get() + " -> " + after.get();
    }

    private static String kebab(Scheduler scheduler) {
        return scheduler.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void print(Table table, OfServer server) {
        table.row(
                "  -> " + server.endpoint(),
                weight(server.before()),
                weight(server.after()),
                share(server.before()),
                share(server.after()),
                ForecastWords.change(server.shareChange()),
                ForecastWords.number(server.recorded()),
                note(server));
    }

    private static String weight(Optional<Standing> standing) {
        return standing.map(there -> Integer.toString(there.weight())).orElse("-");
    }

    private static String share(Optional<Standing> standing) {
        return standing.map(there -> ForecastWords.percent(there.share())).orElse("-");
    }

    private String note(OfServer server) {
        if (server.before().isEmpty()) {
            return paint.green("joins");
        } else if (server.after().isEmpty()) {
            return paint.red("leaves");
        }
        Standing after = server.after().get();
        if (after.weight() == 0) {
            return paint.yellow("quiesced");
        }
        return after.role() == ServerRole.REGULAR ? "" : after.role().name().toLowerCase(Locale.ROOT);
    }
}
