package dev.weir.simulation;

import dev.weir.model.ServiceKey;
import dev.weir.model.VirtualService;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Tells what a change of services would do. It is shown recorded flows one by one, if there are any, and asked for its
 * forecast then. To be used by one thread; a forecast uses a second one.
 */
public final class Simulation {
    private final Map<ServiceKey, ServiceComparison> comparisons = new LinkedHashMap<>();
    private final Workload workload;
    private final int unchanged;
    private long unknownFlows;

    /**
     * Of every service that differs, or is one of {@code asked}.
     *
     * @param before the services as they are
     * @param after the services as they would be
     * @param asked services that are told even if nothing changes; if there are any, no others are
     * @param workload the flows that all those services are given, in equal parts
     */
    public Simulation(
            List<VirtualService> before, List<VirtualService> after, Set<ServiceKey> asked, Workload workload) {
        Map<ServiceKey, VirtualService> was = byKey(before);
        Map<ServiceKey, VirtualService> willBe = byKey(after);
        Set<ServiceKey> all = new LinkedHashSet<>(was.keySet());
        all.addAll(willBe.keySet());
        for (ServiceKey key : all) {
            Optional<VirtualService> old = Optional.ofNullable(was.get(key));
            Optional<VirtualService> next = Optional.ofNullable(willBe.get(key));
            if (asked.isEmpty() ? !old.equals(next) : asked.contains(key)) {
                comparisons.put(key, new ServiceComparison(old, next, workload.seed()));
            }
        }
        this.unchanged = all.size() - comparisons.size();
        long flows = Math.max(1, workload.flows() / Math.max(1, comparisons.size()));
        this.workload = workload.with(flows, workload.held());
    }

    private static Map<ServiceKey, VirtualService> byKey(List<VirtualService> services) {
        return services.stream()
                .collect(Collectors.toMap(
                        VirtualService::key, Function.identity(), (first, _) -> first, LinkedHashMap::new));
    }

    /** Takes a flow that is recorded into account. Those of services that don't change are passed over. */
    public void record(RecordedFlow flow) {
        ServiceComparison comparison = comparisons.get(flow.service());
        if (comparison != null && !comparison.add(flow)) {
            unknownFlows++;
        }
    }

    public Forecast forecast() {
        return new Forecast(
                comparisons.values().stream()
                        .map(comparison -> comparison.forecast(workload))
                        .toList(),
                unchanged,
                unknownFlows);
    }
}
