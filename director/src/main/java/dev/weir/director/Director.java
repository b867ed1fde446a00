package dev.weir.director;

import dev.weir.config.ClusterFile;
import dev.weir.config.ClusterFileReader;
import dev.weir.config.Parsed;
import dev.weir.config.Problem;
import dev.weir.dataplane.Connection;
import dev.weir.dataplane.PersistentClient;
import dev.weir.dataplane.Plan;
import dev.weir.dataplane.Planner;
import dev.weir.dataplane.ServerKey;
import dev.weir.dataplane.Statistics;
import dev.weir.director.Agenda.Duty;
import dev.weir.director.DirectorStatus.Trouble.Kind;
import dev.weir.director.Mailbox.Signal;
import dev.weir.model.DesiredState;
import dev.weir.model.NextHop;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a data plane as a cluster file wants it. All is done by one thread, the director's; what other
 * threads ask for is handed to it and waits its turn, so every public method may be called from any thread.
 *
 * <p>{@link #reconcileOnce} is the whole of its work. It happens when the file changes, when somebody applies
 * another text, when the network changes, every {@link #VERIFY_EVERY} and, ever later, after a failure.
 * Between two rounds the director trusts what it did; a round that verifies reads all back. Whatever fails,
 * the data plane goes on with what it last took in; {@link #status} tells.
 */
public final class Director implements AutoCloseable {
    /** How long the director trusts what it did. */
    static final Duration VERIFY_EVERY = Duration.ofSeconds(30);

    /** How long a failure waits for the next try, at first; twice as long each time, up to the verifying. */
    static final Duration FIRST_RETRY = Duration.ofMillis(500);

    /** What another try does not mend. */
    private static final Set<Kind> NOT_FOR_A_RETRY = Set.of(Kind.FILE, Kind.CAPACITY);

    private final DirectorOptions options;
    private final DirectorFile file;
    private final ClusterFileReader reader = new ClusterFileReader();
    private final PlaneKeeper planes;
    private final Ways ways;
    private final VirtualAddresses addresses;
    private final WeightOverrides weights;
    private final Ticker ticker;
    private final DirectorLoop loop;
    private final Rehearsal rehearsal;
    private final Troubles troubles;
    private final CapacityWatch capacity = new CapacityWatch();
    private final Chronicle chronicle;
    private final BackOff backOff = new BackOff(FIRST_RETRY, VERIFY_EVERY);

    private volatile @Nullable DesiredState wanted;
    private volatile DirectorStatus status;
    private SlowStart slowStart = SlowStart.NONE;

    /** A director whose thread does nothing yet. */
    Director(DirectorOptions options, PlaneKeeper planes, Network network, Ticker ticker) {
        this.options = options;
        this.file = new DirectorFile(options.file());
        this.planes = planes;
        this.ways = new Ways(network);
        this.addresses = new VirtualAddresses(network, options.runDirectory());
        this.weights = new WeightOverrides(options.runDirectory());
        this.ticker = ticker;
        this.loop = new DirectorLoop(ticker, this::perform, planes::close);
        this.rehearsal = new Rehearsal(loop);
        this.troubles = new Troubles(ticker);
        this.chronicle = new Chronicle(ticker);
        this.status = currentStatus();
        network.onChange(() -> loop.raise(Signal.NETWORK));
        loop.set(Duty.READ_FILE, Duration.ZERO);
    }

    /**
     * A director at work; returns when it has read its file and tried to put that in force. What it could
     * not do stands in its status and is tried again.
     *
     * @param network is used until the director is closed, and is the caller's to close after that
     */
    public static Director start(DirectorOptions options, PlaneFactory planes, HashSecret secret, Network network) {
        PlaneKeeper keeper = new PlaneKeeper(planes, options.pinDirectory(), secret);
        Director director = new Director(options, keeper, network, Ticker.SYSTEM);
        director.loop.start();
        return director;
    }

    /** How the director stands. */
    public DirectorStatus status() {
        return status;
    }

    /** What the director keeps the data plane to; empty while no good text has come. */
    public Optional<DesiredState> desired() {
        return Optional.ofNullable(wanted);
    }

    /** The data plane's counters. Throws {@link DirectorException} while no plane is open. */
    public Statistics statistics() {
        return planes.statistics();
    }

    /** Shows every recorded connection to {@code consumer}. Throws {@link DirectorException} while no plane is open. */
    public void connections(Consumer<Connection> consumer) {
        planes.connections(consumer);
    }

    /** Shows every client that keeps its server to {@code consumer}, likewise. */
    public void persistentClients(Consumer<PersistentClient> consumer) {
        planes.persistentClients(consumer);
    }

    /** What {@link #apply} would change: {@code Planned}, {@code Refused} or {@code Failed}. Changes nothing. */
    public Outcome plan(String name, String yaml) {
        return loop.ask(() -> planNow(name, yaml));
    }

    /**
     * Puts a text in force and writes it to the director's file: {@code Applied}, {@code Refused} or
     * {@code Failed}. Unless it is applied, the file stays and so does what is in force.
     *
     * @param name what problems call the text, its file's name as a rule
     */
    public Outcome apply(String name, String yaml) {
        return loop.ask(() -> applyNow(name, yaml));
    }

    /**
     * Gives a server another weight than the file says, until that is cleared or the server leaves the file:
     * {@code Applied}, {@code NoSuchServer} or {@code Failed}. Holds after a restart too.
     */
    public Outcome setWeight(ServerKey server, int weight) {
        return loop.ask(() -> setWeightNow(server, weight));
    }

    /** Gives a server the file's weight back, as {@link #setWeight} does; nothing happens if none was set. */
    public Outcome clearWeight(ServerKey server) {
        return loop.ask(() -> clearWeightNow(server));
    }

    /** The file may have changed. */
    void fileChanged() {
        loop.raise(Signal.FILE);
    }

    /** Reads the file and verifies everything, now. */
    public void reload() {
        loop.raise(Signal.RELOAD);
    }

    /** Has {@code action} run once the director's thread has ended, closed or by a fault that it did not survive. */
    void onEnd(Runnable action) {
        loop.onEnd(action);
    }

    boolean hasEnded() {
        return loop.hasEnded();
    }

    /** Ends the director's thread and lets go of the data plane, which goes on forwarding. */
    @Override
    public void close() {
        loop.stop();
    }

    /** Does all there is to do now, as the director's thread does again and again. */
    void work() {
        loop.work();
    }

    private void perform(Duty duty) {
        chronicle.begin();
        switch (duty) {
            case READ_FILE -> readFile();
            case LOOK_AT_NETWORK -> {
                ways.forget();
                round();
            }
            case VERIFY -> {
                ways.forget();
                planes.forget();
                round();
                lookAtCapacity();
            }
            case RAMP -> round();
            case REHEARSE -> rehearsal.once(() -> planOf(ClusterFile.parse(file.name(), file.lastText())));
        }
        status = currentStatus();
    }

    private void lookAtCapacity() {
        if (planes.isOpen()) {
            capacity.look(planes.statistics())
                    .ifPresentOrElse(text -> troubles.raise(Kind.CAPACITY, text), () -> troubles.clear(Kind.CAPACITY));
        }
    }

    private void readFile() {
        try {
            Optional<String> text = file.read();
            if (text.isEmpty()) {
                loop.set(Duty.READ_FILE, DirectorLoop.FILE_SETTLES);
            } else if (file.isNews(text.get())) {
                follow(text.get());
            }
        } catch (DirectorException e) {
            file.forget();
            troubles.raise(Kind.FILE, e.getMessage() + "\n" + inForce());
        }
    }

    private void follow(String text) {
        switch (reader.read(file.name(), text)) {
            case Parsed.Invalid(List<Problem> problems) -> troubles.raise(Kind.FILE, render(problems));
            case Parsed.Valid(DesiredState state) -> {
                troubles.clear(Kind.FILE);
                wanted = numbered(state);
                weights.keepOnly(state);
                round();
            }
        }
    }

    private String render(List<Problem> problems) {
        return problems.stream().map(problem -> problem.render() + "\n").collect(Collectors.joining()) + inForce();
    }

    private String inForce() {
        return chronicle.revision() == 0
                ? "Until that is mended, what ran before goes on."
                : "Until that is mended, revision " + chronicle.revision() + " stays in force.";
    }

    Outcome planNow(String name, String yaml) {
        return planOf(reader.read(name, yaml));
    }

    private Outcome planOf(Parsed parsed) {
        return switch (parsed) {
            case Parsed.Invalid(List<Problem> problems) -> new Outcome.Refused(problems);
            case Parsed.Valid(DesiredState state) -> planFor(state);
        };
    }

    private Outcome planFor(DesiredState state) {
        try {
            Map<ServerKey, NextHop> hops = ways.preview(state);
            DesiredState desired = desire(state, hops).desired();
            return new Outcome.Planned(Planner.plan(desired, hops, planes.observed()));
        } catch (RuntimeException e) {
            return new Outcome.Failed(Reason.of(e));
        }
    }

    Outcome applyNow(String name, String yaml) {
        chronicle.begin();
        Outcome outcome = switch (reader.read(name, yaml)) {
            case Parsed.Invalid(List<Problem> problems) -> new Outcome.Refused(problems);
            case Parsed.Valid(DesiredState state) -> putInForce(numbered(state), yaml);
        };
        status = currentStatus();
        return outcome;
    }

    private Outcome putInForce(DesiredState next, String yaml) {
        DesiredState former = wanted;
        wanted = next;
        Outcome outcome = tryOut(next, () -> file.stage(yaml), () -> wanted = former);
        if (outcome instanceof Outcome.Applied) {
            file.isNews(yaml);
            troubles.clear(Kind.FILE);
            weights.keepOnly(next);
        }
        return outcome;
    }

    Outcome setWeightNow(ServerKey server, int weight) {
        return changeWeights(server, weights -> weights.put(server, weight));
    }

    Outcome clearWeightNow(ServerKey server) {
        return changeWeights(server, weights -> weights.remove(server));
    }

    private Outcome changeWeights(ServerKey server, Consumer<Map<ServerKey, Integer>> how) {
        chronicle.begin();
        DesiredState desired = wanted;
        if (desired == null || !server.isIn(desired)) {
            return new Outcome.NoSuchServer(server);
        }
        Map<ServerKey, Integer> former = weights.weights();
        Map<ServerKey, Integer> next = new HashMap<>(former);
        how.accept(next);
        weights.use(next);
        Outcome outcome = tryOut(desired, () -> weights.stage(next), () -> weights.use(former));
        status = currentStatus();
        return outcome;
    }

    /**
     * Puts a state in force and, once it is, what was staged for it on the disk.
     *
     * @param undo brings back what was wanted before, if that fails
     */
    private Outcome tryOut(DesiredState next, Supplier<AtomicFile.Staged> stage, Runnable undo) {
        try (AtomicFile.Staged staged = stage.get()) {
            Plan plan = reconcileOnce(next);
            staged.commit();
            troubles.clear(Kind.PLANE);
            verifyLater();
            return new Outcome.Applied(next.revision(), plan);
        } catch (RuntimeException e) {
            undo.run();
            planes.forget();
            round();
            return new Outcome.Failed(Reason.of(e) + "\n" + inForce());
        }
    }

    /** A state that wants what is wanted already keeps its revision; any other gets the next. */
    private DesiredState numbered(DesiredState state) {
        DesiredState former = wanted;
        if (former == null) {
            return state.withRevision(1);
        }
        DesiredState same = state.withRevision(former.revision());
        return same.equals(former) ? former : state.withRevision(former.revision() + 1);
    }

    /** A round on the director's own account: a failure is told in the status and tried again later. */
    private void round() {
        DesiredState desired = wanted;
        if (desired != null) {
            troubles.attempt(Kind.PLANE, () -> reconcileOnce(desired));
            verifyLater();
        }
    }

    /**
     * Observe, desire, plan, apply, record: makes the data plane what {@code desired} wants, and returns what that
     * took.
     */
    private Plan reconcileOnce(DesiredState desired) {
        troubles.attempt(Kind.NETWORK, () -> ways.look(desired));
        planes.open(desired.settings(), ways.interfaces());
        addresses.own(desired).ifPresent(planes::setOwnAddresses);
        Map<ServerKey, NextHop> hops = ways.to(desired);
        SlowStart.Round round = desire(desired, hops);
        Plan plan = Planner.plan(round.desired(), hops, planes.observed());
        planes.apply(plan);
        slowStart = round.after();
        chronicle.record(desired, plan);
        troubles.attempt(Kind.ADDRESSES, () -> addresses.keep(desired));
        slowStart.untilNextStep(ticker.nanos()).ifPresent(wait -> loop.set(Duty.RAMP, wait));
        return plan;
    }

    /** What a round is to plan for: what the file wants, with the weights that were set and the ramps of now. */
    private SlowStart.Round desire(DesiredState file, Map<ServerKey, NextHop> hops) {
        return slowStart.round(weights.over(file), hops.keySet(), planes.observed(), ticker.nanos());
    }

    private void verifyLater() {
        boolean well = ways.unresolved().isEmpty() && troubles.onlyOf(NOT_FOR_A_RETRY);
        if (well) {
            backOff.reset();
        }
        loop.within(Duty.VERIFY, well ? VERIFY_EVERY : backOff.next());
    }

    private DirectorStatus currentStatus() {
        return new DirectorStatus(
                ProcessHandle.current().pid(),
                chronicle.startedAt(),
                options.file(),
                chronicle.revision(),
                chronicle.revisionAt(),
                chronicle.lastApply(),
                troubles.list(),
                ways.interfaces(),
                planes.attached(),
                addresses.added(),
                ways.unresolved(),
                weights.weights(),
                slowStart.percentages(ticker.nanos()),
                Rights.held(),
                planes.facts());
    }
}
