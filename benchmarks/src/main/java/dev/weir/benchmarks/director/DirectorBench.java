package dev.weir.benchmarks.director;

import dev.weir.api.Change;
import dev.weir.api.ChangeOutcome;
import dev.weir.api.ConnectionQuery;
import dev.weir.api.DirectorApi;
import dev.weir.benchmarks.director.LargeCluster.Deviation;
import dev.weir.benchmarks.packet.Flood;
import dev.weir.linux.netlink.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Starts a director with a large cluster, changes a server now and then, and fills its connection table. */
final class DirectorBench implements AutoCloseable {
    private static final int STARTS = 3;
    private static final int CHANGES = 24;
    private static final int CONNECTIONS = 1_000_000;
    private static final int FLOODS = 5;
    private static final long POLL_NANOS = 10_000_000;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final ConnectionQuery ALL = new ConnectionQuery(null, null, null, null, 0);

    private final Consumer<String> progress;
    private final Surroundings surroundings = Surroundings.create();
    private final MeasuredDirector director = new MeasuredDirector(surroundings);
    private final LargeCluster cluster = new LargeCluster(Flood.service(), Surroundings.DEVICE);
    private final List<Double> changeMillis = new ArrayList<>();
    private final List<Double> applyMillis = new ArrayList<>();
    private final List<ResidentMemory> memory = new ArrayList<>();

    DirectorBench(Consumer<String> progress) {
        this.progress = progress;
    }

    DirectorReport run() {
        Link end = surroundings.worldEnd();
        return surroundings.world().run(() -> {
            try (Flood flood = new Flood(end);
                    ForwardingProbe probe = new ForwardingProbe()) {
                List<Double> starts = starts(probe);
                changes();
                long recorded = fill(flood);
                return new DirectorReport(
                        starts,
                        changeMillis,
                        applyMillis,
                        recorded,
                        memory.stream().mapToLong(ResidentMemory::bytes).max().orElseThrow(),
                        memory.stream()
                                .mapToLong(ResidentMemory::ownBytes)
                                .max()
                                .orElseThrow(),
                        List.of());
            }
        });
    }

    /** The last of them stays. */
    private List<Double> starts(ForwardingProbe probe) {
        List<Double> millis = new ArrayList<>();
        String text = cluster.text(Deviation.NONE);
        for (int start = 1; start <= STARTS; start++) {
            progress.accept("start " + start + " of " + STARTS);
            director.stop();
            long begin = System.nanoTime();
            director.start(text);
            probe.await(Set.of(1, LargeCluster.SERVICES - 1), director::checkRuns);
            millis.add((System.nanoTime() - begin) / NANOS_PER_MILLI);
        }
        while (!director.answers()) {
            director.checkRuns();
            LockSupport.parkNanos(POLL_NANOS);
        }
        return millis;
    }

    /** One server is given another weight, added or removed, and each time put back. */
    private void changes() {
        progress.accept(CHANGES + " changes of one server");
        director.ask(api -> {
            Deviation[] deviations = Deviation.values();
            for (int i = 0; i < CHANGES / 2; i++) {
                Deviation deviation = deviations[1 + i % (deviations.length - 1)];
                change(api, deviation, deviation.server());
                change(api, Deviation.NONE, deviation.server());
            }
            return changeMillis;
        });
    }

    private void change(DirectorApi api, Deviation deviation, String server) {
        String text = cluster.text(deviation);
        long begin = System.nanoTime();
        ChangeOutcome outcome = api.apply("cluster.yaml", text);
        changeMillis.add((System.nanoTime() - begin) / NANOS_PER_MILLI);
        applyMillis.add(api.status().lastApplyMillis());
        switch (outcome) {
            case ChangeOutcome.Accepted(var changes) -> checkOnly(server, changes.changes());
            case ChangeOutcome.Refused(var problems) -> throw new IllegalStateException("refused: " + problems);
            case ChangeOutcome.Failed(var reason) -> throw new IllegalStateException("not applied: " + reason);
        }
    }

    private static void checkOnly(String server, List<Change> changes) {
        if (changes.isEmpty()
                || changes.stream().anyMatch(change -> !change.text().contains(server))) {
            throw new IllegalStateException("a change of " + server + " became " + changes);
        }
    }

    /** The memory is read when the table is full, and again when all of it and all servers have been asked for. */
    private long fill(Flood flood) {
        Link other = surroundings.directorEnd();
        long recorded = 0;
        for (int i = 0; i < FLOODS && recorded < CONNECTIONS; i++) {
            progress.accept("a packet of each of a million connections");
            flood.send(other.mac().orElseThrow(), CONNECTIONS);
            recorded = director.ask(api -> api.status().connections().recorded());
        }
        memory.add(director.memory());
        progress.accept("listing them");
        director.ask(api -> api.connections(ALL, _ -> {}));
        memory.add(director.memory());
        director.ask(DirectorApi::servers);
        memory.add(director.memory());
        return recorded;
    }

    @Override
    public void close() {
        director.close();
        surroundings.close();
    }
}
