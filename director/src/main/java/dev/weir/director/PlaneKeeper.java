package dev.weir.director;

import dev.weir.dataplane.Connection;
import dev.weir.dataplane.DataPlane;
import dev.weir.dataplane.ObservedState;
import dev.weir.dataplane.Plan;
import dev.weir.dataplane.Statistics;
import dev.weir.director.PlaneFactory.OpenPlane;
import dev.weir.model.DirectorSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The data plane, opened as the settings want it, and what it held when it was last looked at. Owned by the
 * director's thread, but for {@link #statistics} and {@link #connections}.
 */
final class PlaneKeeper implements AutoCloseable {
    private final PlaneFactory factory;
    private final Path pinDirectory;
    private final HashSecret secret;

    /** Held for reading while counters or connections are read, for writing while the plane is opened or closed. */
    private final ReadWriteLock use = new ReentrantReadWriteLock();

    private volatile @Nullable Held held;
    private @Nullable ObservedState remembered;

    private record Held(OpenPlane open, DirectorSettings settings) {}

    PlaneKeeper(PlaneFactory factory, Path pinDirectory, HashSecret secret) {
        this.factory = factory;
        this.pinDirectory = pinDirectory;
        this.secret = secret;
    }

    /** Opens the plane, or opens it anew if its interfaces or its capacity are to be others; sets its timeouts. */
    void open(DirectorSettings settings) {
        Held former = held;
        if (former == null || !opensAlike(former.settings, settings)) {
            close();
            hold(new Held(factory.open(pinDirectory, settings, secret), settings));
        } else if (!former.settings.timeouts().equals(settings.timeouts())) {
            plane().setTimeouts(settings.timeouts());
            hold(new Held(former.open, settings));
        }
    }

    private static boolean opensAlike(DirectorSettings one, DirectorSettings other) {
        return one.interfaces().equals(other.interfaces()) && one.capacity().equals(other.capacity());
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

    /** What the open plane tells of itself; nothing while none is open. */
    Map<String, String> facts() {
        Held now = held;
        return now == null ? Map.of() : now.open.facts();
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
        use.writeLock().lock();
        try {
            held = null;
            former.open.plane().close();
        } finally {
            use.writeLock().unlock();
        }
    }
}
