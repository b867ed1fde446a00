package dev.weir.director;

import dev.weir.dataplane.Connection;
import dev.weir.dataplane.DataPlane;
import dev.weir.dataplane.ObservedState;
import dev.weir.dataplane.PersistentClient;
import dev.weir.dataplane.Plan;
import dev.weir.dataplane.Statistics;
import dev.weir.director.DirectorStatus.InterfaceState;
import dev.weir.director.PlaneFactory.Attached;
import dev.weir.director.PlaneFactory.OpenPlane;
import dev.weir.model.DirectorSettings;
import dev.weir.model.IpAddress;
import dev.weir.model.MacAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The data plane, opened as the settings want it, and what it held when it was last looked at. Owned by the
 * director's thread, but for {@link #statistics}, {@link #connections} and
 * {@link #persistentClients}.
 */
final class PlaneKeeper implements AutoCloseable {
    private final PlaneFactory factory;
    private final Path pinDirectory;
    private final HashSecret secret;

    /** Held for reading while counters or connections are read, for writing while the plane is opened or closed. */
    private final ReadWriteLock use = new ReentrantReadWriteLock();

    private volatile @Nullable Held held;
    private @Nullable ObservedState remembered;
    private @Nullable Set<IpAddress> ownAddresses;

    private record Held(OpenPlane open, DirectorSettings settings, List<Port> ports) {
        private boolean isFor(DirectorSettings wanted, List<Port> wantedPorts) {
            return settings.interfaces().equals(wanted.interfaces())
                    && settings.attach().equals(wanted.attach())
                    && settings.capacity().equals(wanted.capacity())
                    && ports.equals(wantedPorts);
        }
    }

    /** What a plane knows of an interface: where it is attached, what it sends from, and how much at once. */
    private record Port(int index, MacAddress mac, int mtu) {
        private static Port of(InterfaceState state) {
            return new Port(state.index(), state.mac(), state.mtu());
        }
    }

    PlaneKeeper(PlaneFactory factory, Path pinDirectory, HashSecret secret) {
        this.factory = factory;
        this.pinDirectory = pinDirectory;
        this.secret = secret;
    }

    /**
     * Opens the plane; opens it anew if its capacity, its interfaces or how it is attached to them are to be others, or
     * an interface has come, gone or become another of the same name. Sets its timeouts.
     */
    void open(DirectorSettings settings, List<InterfaceState> interfaces) {
        List<Port> ports = interfaces.stream().map(Port::of).toList();
        Held former = held;
        if (former == null || !former.isFor(settings, ports)) {
            close();
            hold(new Held(factory.open(pinDirectory, settings, secret), settings, ports));
        } else if (!former.settings.timeouts().equals(settings.timeouts())) {
            plane().setTimeouts(settings.timeouts());
            hold(new Held(former.open, settings, ports));
        }
    }

    /** Tells the plane which addresses are the director's own, unless it was told just those before. */
    void setOwnAddresses(Set<IpAddress> addresses) {
        if (!addresses.equals(ownAddresses)) {
            plane().setOwnAddresses(addresses);
            ownAddresses = Set.copyOf(addresses);
        }
    }

    private void hold(@Nullable Held next) {
        use.writeLock().lock();
        try {
            held = next;
        } finally {
            use.writeLock().unlock();
        }
    }

    /** What the plane holds: as remembered, or read back if there is any doubt. */
    ObservedState observed() {
        ObservedState known = remembered;
        if (known == null) {
            known = plane().observe();
            remembered = known;
        }
        return known;
    }

    /** Applies a plan that was made from {@link #observed}. */
    void apply(Plan plan) {
        if (plan.isEmpty()) {
            return;
        }
        ObservedState before = observed();
        forget();
        plane().apply(plan);
        remembered = ExpectedState.after(before, plan);
    }

    /** Doubts what is remembered: the plane is read back before the next plan. */
    void forget() {
        remembered = null;
    }

    boolean isOpen() {
        return held != null;
    }

    /** What the open plane tells of itself; nothing while none is open. */
    Map<String, String> facts() {
        Held now = held;
        return now == null ? Map.of() : now.open.facts();
    }

    /** By interface, how the open plane is attached to it; nothing while none is open. */
    Map<String, Attached> attached() {
        Held now = held;
        return now == null ? Map.of() : now.open.attached();
    }

    /** The plane's counters; from any thread. Throws {@link DirectorException} if no plane is open. */
    Statistics statistics() {
        use.readLock().lock();
        try {
            return plane().statistics();
        } finally {
            use.readLock().unlock();
        }
    }

    /** The plane's connections; from any thread. Throws {@link DirectorException} if no plane is open. */
    void connections(Consumer<Connection> consumer) {
        use.readLock().lock();
        try {
            plane().connections(consumer);
        } finally {
            use.readLock().unlock();
        }
    }

    /** The plane's persistent clients, likewise. */
    void persistentClients(Consumer<PersistentClient> consumer) {
        use.readLock().lock();
        try {
            plane().persistentClients(consumer);
        } finally {
            use.readLock().unlock();
        }
    }

    private DataPlane plane() {
        Held now = held;
        if (now == null) {
            throw new DirectorException("no data plane is open; weir status tells why");
        }
        return now.open.plane();
    }

    /** Lets go of the plane, which goes on forwarding. */
    @Override
    public void close() {
        Held former = held;
        if (former == null) {
            return;
        }
        forget();
        ownAddresses = null;
        use.writeLock().lock();
        try {
            held = null;
            former.open.plane().close();
        } finally {
            use.writeLock().unlock();
        }
    }
}
