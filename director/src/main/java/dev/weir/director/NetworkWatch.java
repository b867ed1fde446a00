package dev.weir.director;

import dev.weir.director.WayFinder.Target;
import dev.weir.linux.LinuxException;
import dev.weir.linux.netlink.Neighbour;
import dev.weir.linux.netlink.NetworkChange;
import dev.weir.linux.netlink.NetworkChanges;
import dev.weir.model.MacAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the kernel's changes of the network, and tells of those that concern a director. Neighbours are
 * probed all the time, so one is told only if it is asked for and its usable address is another.
 */
final class NetworkWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NetworkWatch.class);
    private static final Duration LOOK_UP_EVERY = Duration.ofMillis(200);

    private final NetworkChanges changes;
    private final Thread thread =
            Thread.ofPlatform().name("weir-network-watch").daemon().unstarted(this::run);

    /** By neighbour, the address that was last told. The watch's thread's own. */
    private final Map<Target, MacAddress> told = new HashMap<>();

    private final AtomicBoolean routesChanged = new AtomicBoolean(true);
    private volatile Set<Target> targets = Set.of();
    private volatile boolean closed;
    private volatile Runnable listener = () -> {};

    NetworkWatch(NetworkChanges changes) {
        this.changes = changes;
    }

    /** @param changed is called from the watch's thread */
    void start(Runnable changed) {
        listener = changed;
        thread.start();
    }

    /** Tells of these neighbours from now on, and of no others. */
    void follow(Set<Target> neighbours) {
        targets = Set.copyOf(neighbours);
    }

    /** Whether routes may lead elsewhere than at the last call. */
    boolean takeRoutesChanged() {
        return routesChanged.getAndSet(false);
    }

    private void run() {
        try {
            while (!closed) {
                boolean concerns = false;
                for (NetworkChange change : changes.poll(LOOK_UP_EVERY)) {
                    concerns |= concerns(change);
                }
                if (concerns) {
                    listener.run();
                }
            }
        } catch (LinuxException e) {
            LOG.error("changes of the network are no more followed, only found when verifying: {}", e.getMessage());
        }
    }

    private boolean concerns(NetworkChange change) {
        return switch (change) {
            case NetworkChange.NeighbourChanged(Neighbour neighbour) -> isNews(neighbour, neighbour.usableMac());
            case NetworkChange.NeighbourRemoved(Neighbour neighbour) -> isNews(neighbour, Optional.empty());
            case NetworkChange.Missed() -> {
                told.clear();
                routesChanged.set(true);
                yield true;
            }
            case NetworkChange.LinkChanged _,
                    NetworkChange.LinkRemoved _,
                    NetworkChange.AddressChanged _,
                    NetworkChange.AddressRemoved _,
                    NetworkChange.RouteChanged _,
                    NetworkChange.RouteRemoved _ -> {
                routesChanged.set(true);
                yield true;
            }
        };
    }

    private boolean isNews(Neighbour neighbour, Optional<MacAddress> mac) {
        Target target = new Target(neighbour.interfaceIndex(), neighbour.address());
        if (!targets.contains(target)) {
            told.remove(target);
            return false;
        }
        MacAddress before = mac.isPresent() ? told.put(target, mac.get()) : told.remove(target);
        return !mac.equals(Optional.ofNullable(before));
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        changes.close();
    }
}
