package dev.weir.dataplane;

import dev.weir.model.Timeouts;
import java.util.function.Consumer;

/**
 * What forwards packets: it can be observed, changed and asked what it did.
 *
 * <p>Owned by one thread, the director's; {@link #statistics()} and {@link #connections} may be called
 * from any thread.
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

    /** The plane's counters, consistent for each server but not between servers. */
    Statistics statistics();

    /** Shows every recorded connection to {@code consumer}, in no order; what changes meanwhile may be missed. */
    void connections(Consumer<Connection> consumer);

    /** Lets go of the plane; what it forwards goes on being forwarded. */
    @Override
    void close();
}
