package dev.weir.dataplane.kernel;

import dev.weir.model.ForwardingMethod;
import dev.weir.model.Match;
import dev.weir.model.Scheduler;
import dev.weir.model.ServiceKey;
import dev.weir.model.ServiceOptions;
import dev.weir.model.VirtualService;
import java.util.List;

/**
 * What the records of a service say.
 *
 * @param index the service's place in {@code service_state} and {@code service_retired}
 * @param table its part of {@code scheduler_slots}
 * @param lastResorts the servers that are for when others are full, or gone
 * @param totalPull of the servers in the table; 0 where no load is bounded
 */
record ServiceEntry(
        int index,
        Table table,
        LastResorts lastResorts,
        long totalPull,
        Scheduler scheduler,
        ForwardingMethod method,
        ServiceOptions options) {

    /**
     * A part of {@code scheduler_slots}.
     *
     * @param base where it begins
     * @param slots how long it is; 0 if no regular server takes new connections
     */
    record Table(int base, int slots) {
        static final Table NONE = new Table(0, 0);
    }

    /**
     * Servers that stand in no table, by their places; 0 for none that takes new connections.
     *
     * @param overflow for when each server of the table is full
     * @param sorry for when there is no other
     */
    record LastResorts(int overflow, int sorry) {
        static final LastResorts NONE = new LastResorts(0, 0);
    }

    ServiceEntry withOptions(ServiceOptions newOptions) {
        return new ServiceEntry(index, table, lastResorts, totalPull, scheduler, method, newOptions);
    }

    /** All that the service is reached by, its own key first. */
    List<Match> matches(ServiceKey key) {
        return new VirtualService(key, scheduler, method, List.of(), options).matches();
    }
}
