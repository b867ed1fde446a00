package dev.weir.cli;

import dev.weir.simulation.Forecast;
import dev.weir.simulation.Forecast.OfServer;
import dev.weir.simulation.Forecast.OfService;
import dev.weir.simulation.Forecast.Recorded;
import dev.weir.simulation.Forecast.Side;
import dev.weir.simulation.Forecast.Slots;
import dev.weir.simulation.Forecast.Standing;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A forecast for programs, as JSON. What is not there before or after the change is null. Shares and parts are 0 to 1.
 *
 * @param summary it in one sentence
 * @param unchanged services that nothing happens to
 * @param unknownFlows recorded flows that were left out, since their server is not of their service
 * @param services the others
 */
record ForecastReport(String summary, int unchanged, long unknownFlows, List<ServiceReport> services) {

    /** One service. */
    record ServiceReport(
            String protocol,
            String vip,
            @Nullable SideReport before,
            @Nullable SideReport after,
            @Nullable SlotsReport hashSlots,
            RecordedReport recorded,
            long simulatedFlows,
            long heldAtOnce,
            List<ServerReport> servers) {}

    /** A service before or after; {@code basis} of its shares is {@code slots} or {@code flows}. */
    record SideReport(String scheduler, String basis, long refusedFlows) {}

    /** Hash slots that change hands. */
    record SlotsReport(int before, int after, double moved, double leastPossible, double excess) {}

    /** Recorded connections. */
    record RecordedReport(
            long connections,
            long staying,
            long ending,
            long waiting,
            long clients,
            @Nullable Double movingClients) {}

    /** One server. */
    record ServerReport(
            String address,
            long recorded,
            @Nullable StandingReport before,
            @Nullable StandingReport after) {}

    /** A server before or after. */
    record StandingReport(String role, int weight, double share, long simulatedFlows) {}

    static ForecastReport of(Forecast forecast) {
        return new ForecastReport(
                ForecastWords.headline(forecast),
                forecast.unchanged(),
                forecast.unknownFlows(),
                forecast.services().stream().map(ForecastReport::service).toList());
    }

    private static ServiceReport service(OfService service) {
        return new ServiceReport(
                kebab(service.key().protocol()),
                service.key().vip().toString(),
                service.before().map(ForecastReport::side).orElse(null),
                service.after().map(ForecastReport::side).orElse(null),
                service.slots().map(ForecastReport::slots).orElse(null),
                recorded(service.recorded()),
                service.workload().flows(),
                service.workload().held(),
                service.servers().stream().map(ForecastReport::server).toList());
    }

    private static SideReport side(Side side) {
        return new SideReport(kebab(side.scheduler()), kebab(side.basis()), side.refused());
    }

    private static SlotsReport slots(Slots slots) {
        return new SlotsReport(slots.before(), slots.after(), slots.moved(), slots.least(), slots.excess());
    }

    private static RecordedReport recorded(Recorded recorded) {
        Double moving = recorded.movingClients().isPresent()
                ? Double.valueOf(recorded.movingClients().getAsDouble())
                : null;
        return new RecordedReport(
                recorded.flows(),
                recorded.staying(),
                recorded.ending(),
                recorded.waiting(),
                recorded.clients(),
                moving);
    }

    private static ServerReport server(OfServer server) {
        return new ServerReport(
                server.endpoint().toString(),
                server.recorded(),
                server.before().map(ForecastReport::standing).orElse(null),
                server.after().map(ForecastReport::standing).orElse(null));
    }

    private static StandingReport standing(Standing standing) {
        return new StandingReport(kebab(standing.role()), standing.weight(), standing.share(), standing.flows());
    }

    private static String kebab(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
