package dev.weir.cli;

import dev.weir.simulation.Forecast;
import dev.weir.simulation.Forecast.OfService;
import dev.weir.simulation.Forecast.Recorded;
import dev.weir.simulation.Forecast.Side;
import dev.weir.simulation.Forecast.Slots;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A forecast in sentences. */
final class ForecastWords {
    private static final double SMALLEST_SHOWN = 0.0005;

    private ForecastWords() {}

    /** The most important of it, in one line. */
    static String headline(Forecast forecast) {
        List<OfService> services = forecast.services();
        if (services.isEmpty()) {
            return "nothing changes";
        }
        if (services.size() == 1) {
            return ofService(services.getFirst());
        }
        long flows = services.stream().mapToLong(s -> s.recorded().flows()).sum();
        long ending = services.stream().mapToLong(s -> s.recorded().ending()).sum();
        Optional<String> worst = services.stream()
                .max(Comparator.comparingDouble(
                        service -> service.slots().map(Slots::moved).orElse(0.0)))
                .flatMap(ForecastWords::slots);
        return count(services.size(), "service") + ": " + connections(ending, flows)
                + worst.map(words -> "; at most " + words).orElse("");
    }

    /** {@code 3.1% of hash slots move, 1.0% is the least possible; 0 of 12,000 recorded connections end}. */
    static String ofService(OfService service) {
        Recorded recorded = service.recorded();
        return slots(service).orElseGet(() -> shares(service)) + "; "
                + connections(recorded.ending(), recorded.flows());
    }

    private static String connections(long ending, long all) {
        return all == 0
                ? "no connections are recorded"
                : number(ending) + " of " + count(all, "recorded connection") + " end";
    }

    private static Optional<String> slots(OfService service) {
        return service.slots()
                .map(slots -> percent(slots.moved()) + " of hash slots move, " + percent(slots.least())
                        + " is the least possible");
    }

    private static String shares(OfService service) {
        return service.servers().stream()
                .max(Comparator.comparingDouble(server -> Math.abs(server.shareChange())))
                .map(server ->
                        server.endpoint() + "'s share of new flows changes most, by " + points(server.shareChange()))
                .orElse("it has no servers");
    }

    /** Where the figures of a service come from, and what else there is to say of it. */
    static List<String> remarks(OfService service) {
        List<String> remarks = new ArrayList<>();
        remarks.add(bases(service));
        Recorded recorded = service.recorded();
        if (recorded.flows() > 0) {
            recorded.movingClients()
                    .ifPresent(moving -> remarks.add("about " + number(Math.round(moving)) + " of "
                            + count(recorded.clients(), "client") + " get another server with their next connection"));
        }
        if (recorded.waiting() > 0) {
            remarks.add(count(recorded.waiting(), "connection")
                    + " of those that end wait for their server's return first");
        }
        refused(service, service.before(), "before").ifPresent(remarks::add);
        refused(service, service.after(), "after").ifPresent(remarks::add);
        return remarks;
    }

    private static String bases(OfService service) {
        List<String> bases = Stream.of(service.before(), service.after())
                .flatMap(Optional::stream)
                .map(side -> basis(service, side))
                .distinct()
                .toList();
        return "shares: " + String.join(" before, ", bases) + (bases.size() > 1 ? " after" : "");
    }

    private static String basis(OfService service, Side side) {
        return switch (side.basis()) {
            case SLOTS -> "exact, by slots";
            case FLOWS ->
                "of " + count(service.workload().flows(), "simulated flow") + ", "
                        + number(service.workload().held()) + " held at once";
        };
    }

    private static Optional<String> refused(OfService service, Optional<Side> side, String when) {
        return side.filter(there -> there.refused() > 0)
                .map(
                        there -> percent((double) there.refused()
                                        / service.workload().flows()) + " of new flows are refused " + when);
    }

    /** {@code 33.3%}; what is there never reads as nothing. */
    static String percent(double part) {
        if (part > 0 && part < SMALLEST_SHOWN) {
            return "<0.1%";
        }
        return String.format(Locale.ROOT, "%.1f%%", part * 100);
    }

    /** {@code -8.3}: the difference of two shares in points; nothing has no sign. */
    static String change(double difference) {
        boolean isNothing = Math.abs(difference) < SMALLEST_SHOWN;
        return isNothing ? "0.0" : String.format(Locale.ROOT, "%+.1f", difference * 100);
    }

    /** {@code -8.3 points}: the difference of two shares. */
    static String points(double difference) {
        return change(difference) + " points";
    }

    static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    static String count(long value, String noun) {
        return number(value) + " " + noun + (value == 1 ? "" : "s");
    }
}
