package dev.weir.lab.trial;

import dev.weir.api.DirectorApi;
import dev.weir.api.Server;
import dev.weir.api.Status;
import dev.weir.lab.DirectorProcess;
import dev.weir.lab.LabException;
import dev.weir.lab.WeirProgram;
import dev.weir.lab.network.Host;
import dev.weir.model.Endpoint;
import dev.weir.model.IpAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** What a trial plays on: the director with services of the trial's own, clients, and what is found. One thread's. */
final class Stage implements AutoCloseable {
    /** So that what has ended leaves the connection table within a trial. */
    static final String SHORT_TIMEOUTS = "timeouts: {syn-recv: 1s, fin-wait: 1s, time-wait: 1s, close: 1s}";

    private static final Duration PATIENCE = Duration.ofSeconds(12);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final DirectorProcess director;
    private final ClusterFile file;
    private final Findings findings;
    private final Crowd crowd;
    private final List<String> settings = new ArrayList<>();

    Stage(DirectorProcess director, ClusterFile file, Findings findings) {
        this.director = director;
        this.file = file;
        this.findings = findings;
        this.crowd = new Crowd(findings);
    }

    /** Where faults are noted. */
    Findings findings() {
        return findings;
    }

    /** Who sends the requests. */
    Crowd crowd() {
        return crowd;
    }

    /** A line for the file's director, {@code timeouts: {close: 1s}}; from the next {@link #apply} on. */
    void setting(String line) {
        settings.add(line);
    }

    /** Puts these services in force beside the lab's own, instead of those before; returns when they can serve. */
    void apply(ServiceText... services) {
        file.applyWith(settings, List.of(services));
        for (ServiceText service : services) {
            await("a way to all servers of " + service.vip(), () -> isReachable(service.vip()));
        }
    }

    private boolean isReachable(Endpoint vip) {
        return servers(vip).stream().allMatch(Server::reachable);
    }

    /** The servers of a service, as the director's API tells them. */
    List<Server> servers(Endpoint vip) {
        return ask(DirectorApi::servers).servers().stream()
                .filter(server -> server.vip().equals(vip.toString()))
                .toList();
    }

    /** One of them. */
    Server server(Endpoint vip, Host host) {
        IpAddress address = host.address(vip.address().family());
        return servers(vip).stream()
                .filter(server -> Endpoint.parse(server.address()).address().equals(address))
                .findFirst()
                .orElseThrow(() -> new LabException("the director tells of no server " + address + " of " + vip));
    }

    /** How often the director has refused, by reason, and noted what it did otherwise. */
    Map<String, Long> counters() {
        Status status = ask(DirectorApi::status);
        Map<String, Long> counters = new HashMap<>(status.drops());
        counters.putAll(status.notes());
        return counters;
    }

    /** A counter of {@code weir status} must have grown by so many since {@code before}. */
    void requireCounted(Map<String, Long> before, String counter, long count) {
        long counted = counters().getOrDefault(counter, 0L) - before.getOrDefault(counter, 0L);
        findings.require(
                "%s counted, exact".formatted(counter),
                counted == count,
                "%s grew by %d, not %d".formatted(counter, counted, count));
    }

    /** The command that runs {@code weir} on the director's host, where its director is. */
    List<String> weir(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--run-dir", director.runDirectory().toString()));
        return Host.DIRECTOR1.wrap(WeirProgram.command(all.toArray(String[]::new)));
    }

    <T> T ask(Function<DirectorApi, T> question) {
        return director.ask(question);
    }

    /** Waits for what comes by itself within a few seconds. */
    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new LabException("waited %d s in vain for %s".formatted(PATIENCE.toSeconds(), what));
            }
            pause(PAUSE);
        }
    }

    static void pause(Duration duration) {
        LockSupport.parkNanos(duration.toNanos());
    }

    /** Ends connections and puts the lab's own file back, so that the next trial's servers begin without any load. */
    @Override
    public void close() {
        crowd.close();
        file.restore();
    }
}
