package dev.weir.simulation;

import dev.weir.model.Endpoint;
import dev.weir.model.Persistence;
import dev.weir.model.RealServer;
import dev.weir.model.Scheduler;
import dev.weir.model.ServiceFlag;
import dev.weir.model.VirtualService;
import dev.weir.simulation.Forecast.OfServer;
import dev.weir.simulation.Forecast.OfService;
import dev.weir.simulation.Forecast.Recorded;
import dev.weir.simulation.Forecast.Side;
import dev.weir.simulation.Forecast.Slots;
import dev.weir.simulation.Forecast.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One service as it is and as it would be; one that is not there stands as one without servers. */
final class ServiceComparison {
    private final boolean isNew;
    private final boolean isRemoved;
    private final VirtualService before;
    private final VirtualService after;
    private final Roster roster;
    private final RecordedFlows recorded;
    private final int[] slotsBefore;
    private final int[] slotsAfter;

    /** At least one of the two is there. */
    ServiceComparison(Optional<VirtualService> before, Optional<VirtualService> after, long seed) {
        this.isNew = before.isEmpty();
        this.isRemoved = after.isEmpty();
        this.before = before.orElseGet(() -> after.orElseThrow().withServers(List.of()));
        this.after = after.orElseGet(() -> before.orElseThrow().withServers(List.of()));
        this.roster = new Roster(this.before, this.after);
        this.recorded = new RecordedFlows(this.before, roster, seed);
        this.slotsBefore = SchedulerTable.slots(this.before, seed);
        this.slotsAfter = SchedulerTable.slots(this.after, seed);
    }

    /** Counts a recorded flow; false if it tells nothing. */
    boolean add(RecordedFlow flow) {
        return recorded.add(flow);
    }

    OfService forecast(Workload asked) {
        Workload workload = asked.with(asked.flows(), held(asked));
        List<SteadyState> steady = Stream.of(before, after)
                .parallel()
                .map(service -> SteadyState.of(service, workload))
                .toList();
        Shares sharesBefore = new Shares(before, slotsBefore, steady.getFirst());
        Shares sharesAfter = new Shares(after, slotsAfter, steady.getLast());
        Optional<HashSpace> space = space();
        return new OfService(
                before.key(),
                isNew ? Optional.empty() : Optional.of(side(before, sharesBefore, steady.getFirst())),
                isRemoved ? Optional.empty() : Optional.of(side(after, sharesAfter, steady.getLast())),
                servers(sharesBefore, sharesAfter),
                space.map(hashes -> new Slots(slotsBefore.length, slotsAfter.length, hashes.moved(), hashes.least())),
                recorded(space),
                workload);
    }

    private int held(Workload asked) {
        if (asked.held() != Workload.AS_RECORDED) {
            return asked.held();
        }
        long held = recorded.total() > 0 ? recorded.total() : (long) roster.size() * Workload.HELD_PER_SERVER;
        return (int) Math.min(held, Workload.MAX_HELD);
    }

    private static Side side(VirtualService service, Shares shares, SteadyState steady) {
        return new Side(service.scheduler(), shares.basis(), steady.refused());
    }

    private List<OfServer> servers(Shares sharesBefore, Shares sharesAfter) {
        List<OfServer> servers = new ArrayList<>();
        for (Endpoint endpoint : roster.endpoints()) {
            servers.add(new OfServer(
                    endpoint,
                    standing(before, sharesBefore, endpoint),
                    standing(after, sharesAfter, endpoint),
                    recorded.flowsOf(roster.number(endpoint))));
        }
        return servers;
    }

    private static Optional<Standing> standing(VirtualService service, Shares shares, Endpoint endpoint) {
        return IntStream.range(0, service.servers().size())
                .filter(place -> service.servers().get(place).endpoint().equals(endpoint))
                .mapToObj(shares::of)
                .findFirst();
    }

    /** Empty where the two don't hash the same: there is nothing to compare. */
    private Optional<HashSpace> space() {
        boolean comparable = !isNew
                && !isRemoved
                && SchedulerTable.isHashed(before.scheduler())
                && SchedulerTable.isHashed(after.scheduler())
                && hashesDestination(before) == hashesDestination(after)
                && hashesPort(before) == hashesPort(after);
        if (!comparable) {
            return Optional.empty();
        }
        int[] first = roster.numbered(slotsBefore, before);
        int[] second = roster.numbered(slotsAfter, after);
        return Optional.of(HashSpace.between(first, second, roster.size()));
    }

    private static boolean hashesDestination(VirtualService service) {
        return service.scheduler() == Scheduler.DH;
    }

    private static boolean hashesPort(VirtualService service) {
        return service.options().has(ServiceFlag.HASH_PORT);
    }

    private Recorded recorded(Optional<HashSpace> space) {
        long ending = 0;
        double moving = 0;
        for (Endpoint endpoint : roster.endpoints()) {
            int number = roster.number(endpoint);
            Optional<RealServer> server = find(after, endpoint);
            ending += server.isPresent() ? 0 : recorded.flowsOf(number);
            moving += recorded.clientsOf(number) * movingPart(server, number, space);
        }
        boolean waits = after.options().has(ServiceFlag.HOLD_GONE) && !isRemoved;
        boolean isToldBySomething = space.isPresent() || staysPersistent();
        return new Recorded(
                recorded.total(),
                ending,
                waits ? ending : 0,
                recorded.clients(),
                isToldBySomething ? OptionalDouble.of(moving) : OptionalDouble.empty());
    }

    /** Of a server's clients the part whose next connection would go elsewhere. */
    private double movingPart(Optional<RealServer> server, int number, Optional<HashSpace> space) {
        if (staysPersistent()) {
            boolean keeps = server.isPresent()
                    && (server.get().weight() > 0 || !after.options().has(ServiceFlag.EXPIRE_QUIESCENT));
            return keeps ? 0 : 1;
        }
        return space.map(hashes -> hashes.movedOf(number)).orElse(0.0);
    }

    /** Whether clients are bound to their servers before and after. */
    private boolean staysPersistent() {
        Optional<Persistence> was = before.options().persistence();
        return !isNew
                && !isRemoved
                && was.isPresent()
                && after.options().persistence().isPresent();
    }

    private static Optional<RealServer> find(VirtualService service, Endpoint endpoint) {
        return service.servers().stream()
                .filter(server -> server.endpoint().equals(endpoint))
                .findFirst();
    }
}
