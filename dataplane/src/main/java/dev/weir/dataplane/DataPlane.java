package dev.weir.dataplane;

import dev.weir.model.IpAddress;
import dev.weir.model.Timeouts;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What forwards packets: it can be observed, changed and asked what it did.
 *
 * <p>Owned by one thread, the director's; {@link #statistics()}, {@link #connections} and {@link #persistentClients}
 * may be called from any thread.
 */
public interface DataPlane extends AutoCloseable {

    /** What the plane holds now, read back from it and not from memory. */
    ObservedState observe();

    /**
     * Carries out the changes in their order. Each is idempotent and made before what it replaces is
     * broken. A change that fails leaves the earlier ones in force and the later ones undone.
     *
     * @throws DataPlaneException if a change could not be made; {@link #observe()} tells what stands
     */
    void apply(Plan plan);

    /** Sets how long connections are kept from now on. */
    void setTimeouts(Timeouts timeouts);

    /**
     * Tells which addresses are the director's own, all of them: packets to them, and from them, are not for services
     * that any address reaches. Those told last hold until others are, beyond a restart too.
     */
    void setOwnAddresses(Set<IpAddress> addresses);

    /** The plane's counters, consistent for each server but not between servers. */
    Statistics statistics();

    /** Shows every recorded connection to {@code consumer}, in no order; what changes meanwhile may be missed. */
    void connections(Consumer<Connection> consumer);

    /** Shows every client that keeps its server to {@code consumer}, in no order; what changes may be missed. */
    void persistentClients(Consumer<PersistentClient> consumer);

    /** Lets go of the plane; what it forwards goes on being forwarded. */
    @Override
    void close();
}
