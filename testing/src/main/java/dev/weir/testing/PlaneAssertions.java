package dev.weir.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.dataplane.ObservedState;
import dev.weir.dataplane.ServerKey;
import dev.weir.model.DesiredState;
import dev.weir.model.ForwardingMethod;
import dev.weir.model.NextHop;
import dev.weir.model.RealServer;
import dev.weir.model.Scheduler;
import dev.weir.model.ServiceKey;
import dev.weir.model.ServiceOptions;
import dev.weir.model.VirtualService;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares what a plane holds with what was wanted of it; the order of servers has no meaning. */
public final class PlaneAssertions {
    private PlaneAssertions() {}

    /** Holds {@code desired} and nothing more, and each way of {@code ways} to a server of it. */
    public static void assertHolds(ObservedState observed, DesiredState desired, Map<ServerKey, NextHop> ways) {
        assertThat(unordered(observed.services().values())).isEqualTo(unordered(desired.services()));
        assertThat(observed.nextHops()).containsAllEntriesOf(ways);
        assertThat(serversOf(desired)).containsAll(observed.nextHops().keySet());
    }

    /** Holds just these services. */
    public static void assertHolds(ObservedState observed, VirtualService... services) {
        assertThat(unordered(observed.services().values())).isEqualTo(unordered(Set.of(services)));
    }

    private static Map<ServiceKey, Unordered> unordered(Collection<VirtualService> services) {
        return services.stream().collect(Collectors.toMap(VirtualService::key, Unordered::of));
    }

    private static Set<ServerKey> serversOf(DesiredState desired) {
        return desired.services().stream()
                .flatMap(service ->
                        service.servers().stream().map(server -> new ServerKey(service.key(), server.endpoint())))
                .collect(Collectors.toSet());
    }

    /** A service whose servers are in no order. */
    private record Unordered(
            Scheduler scheduler, ForwardingMethod method, ServiceOptions options, Set<RealServer> servers) {
        static Unordered of(VirtualService service) {
            return new Unordered(
                    service.scheduler(), service.method(), service.options(), Set.copyOf(service.servers()));
        }
    }
}
