package dev.weir.dataplane.kernel;

import dev.weir.dataplane.Connection;
import dev.weir.dataplane.DataPlane;
import dev.weir.dataplane.DataPlaneException;
import dev.weir.dataplane.ObservedState;
import dev.weir.dataplane.PersistentClient;
import dev.weir.dataplane.Plan;
import dev.weir.dataplane.Statistics;
import dev.weir.linux.LinuxException;
import dev.weir.model.IpAddress;
import dev.weir.model.Timeouts;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The data plane in the kernel: a program at the director's interfaces, in XDP or at traffic control, and maps that
 * this class keeps as plans say. Owned by the director's thread, but for {@link #statistics}, {@link #connections} and
 * {@link #persistentClients}.
 *
 * <pre>{@code
 * KernelDataPlane plane = KernelDataPlane.open(options);
 * plane.apply(Planner.plan(desired, ways, plane.observe()));
 * plane.close();                           // packets go on being forwarded
 * KernelDataPlane.detach(pinDirectory);    // now they are not
 * }</pre>
 *
 * <p>Program, maps and attachments are pinned: whether the director ends in good order or is killed, packets, expiry
 * and counters go on, and the next {@link #open} adopts all of it.
 */
public final class KernelDataPlane implements DataPlane {
    private final KernelPlaneOptions options;
    private final LongSupplier nanoTime;
    private final Installation installation;
    private final Tables tables;
    private final RuntimeRecord runtime;
    private final ConnectionReader connections;
    private final EventCounters drops;
    private final EventCounters notes;
    private final Attacher attacher;
    private Holdings holdings;
    private List<Attachment> attachments = List.of();

    /** Held for writing while a plan is carried out, so that nothing is seen half moved. */
    private final ReadWriteLock changing = new ReentrantReadWriteLock();

    private KernelDataPlane(KernelPlaneOptions options, LongSupplier nanoTime, Installation installation) {
        this.options = options;
        this.nanoTime = nanoTime;
        this.installation = installation;
        tables = Tables.of(installation);
        runtime = new RuntimeRecord(installation.map(MapName.RUNTIME), installation.btf(), tables.numbers());
        connections = new ConnectionReader(installation.map(MapName.CONN_ENTRIES), installation.btf(), tables, runtime);
        drops = EventCounters.drops(installation);
        notes = EventCounters.notes(installation);
        attacher = new Attacher(installation, options);
        holdings = noHoldings();
    }

    /**
     * Loads the packet path and attaches it to those of the interfaces that exist; or adopts what an earlier director
     * left, which goes on without missing a packet.
     *
     * @throws DataPlaneException if it can't; what ran before still does
     */
    public static KernelDataPlane open(KernelPlaneOptions options) {
        return open(options, System::nanoTime);
    }

    /**
     * The same, by another clock.
     *
     * @param nanoTime a clock of nanoseconds that only goes forward
     */
    static KernelDataPlane open(KernelPlaneOptions options, LongSupplier nanoTime) {
        try {
            return new KernelDataPlane(options, nanoTime, Installation.open(options)).start();
        } catch (LinuxException e) {
            throw new DataPlaneException("can't open the data plane: " + e.getMessage(), e);
        }
    }

    private KernelDataPlane start() {
        try {
            adopt();
            runtime.setTimeouts(options.timeouts());
            attach();
            return this;
        } catch (RuntimeException e) {
            close();
            installation.discardIfNew();
            throw e;
        }
    }

    /**
     * Takes the packet path away with all that it holds: all connections through it end. Nothing happens if there is
     * none.
     *
     * @param pinDirectory as it was opened with
     * @throws DataPlaneException if it can't be taken away
     */
    public static void detach(Path pinDirectory) {
        try {
            new Pins(pinDirectory).removeAll();
        } catch (LinuxException e) {
            throw new DataPlaneException("can't detach the data plane: " + e.getMessage(), e);
        }
    }

    private Holdings noHoldings() {
        AddressRoles roles = new AddressRoles(installation.map(MapName.ADDRESSES), installation.btf());
        FeatureFlags features = new FeatureFlags(runtime, installation.btf());
        return new Holdings(tables, roles, features, options, nanoTime);
    }

    private void adopt() {
        Holdings found = noHoldings();
        Adoption.adopt(tables, found);
        holdings = found;
    }

    /** Attaches to listed interfaces that have come, or come back, since; nothing happens if none has. */
    void attach() {
        attachments = attacher.attach();
    }

    @Override
    public ObservedState observe() {
        return Observation.read(tables);
    }

    @Override
    public void apply(Plan plan) {
        changing.writeLock().lock();
        try {
            new PlanExecution(holdings).run(plan);
        } catch (LinuxException e) {
            // Nobody knows how far it came: what stands in the maps is what is held.
            adopt();
            throw new DataPlaneException("the kernel refused a change: " + e.getMessage(), e);
        } finally {
            changing.writeLock().unlock();
        }
    }

    @Override
    public void setTimeouts(Timeouts timeouts) {
        runtime.setTimeouts(timeouts);
    }

    @Override
    public void setOwnAddresses(Set<IpAddress> addresses) {
        try {
            holdings.setOwnAddresses(addresses);
        } catch (LinuxException e) {
            throw new DataPlaneException("the kernel refused the director's own addresses: " + e.getMessage(), e);
        }
    }

    @Override
    public Statistics statistics() {
        changing.readLock().lock();
        try {
            return new StatisticsReader(tables).read(drops, notes, connections, runtime);
        } finally {
            changing.readLock().unlock();
        }
    }

    @Override
    public void connections(Consumer<Connection> consumer) {
        connections.connections(directory(), consumer);
    }

    @Override
    public void persistentClients(Consumer<PersistentClient> consumer) {
        connections.persistentClients(directory(), consumer);
    }

    private PlaceDirectory directory() {
        changing.readLock().lock();
        try {
            return PlaceDirectory.read(tables);
        } finally {
            changing.readLock().unlock();
        }
    }

    /** What it tells of itself. */
    public KernelFacts facts() {
        return KernelFacts.of(installation, options.interfaces(), attachments);
    }

    @Override
    public void close() {
        tables.close();
        runtime.close();
        installation.close();
    }
}
