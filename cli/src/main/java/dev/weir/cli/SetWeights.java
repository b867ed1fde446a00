package dev.weir.cli;

import dev.weir.api.Server;
import dev.weir.model.DesiredState;
import dev.weir.model.Endpoint;
import dev.weir.model.ServiceKey;
import dev.weir.model.VirtualService;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Weights that were set from outside. They lie over those of the cluster file, over those of the next one too.
 *
 * @param weights by service and server
 */
record SetWeights(Map<ServiceKey, Map<Endpoint, Integer>> weights) {
    static final SetWeights NONE = new SetWeights(Map.of());

    /** Those that a director tells of. */
    static SetWeights of(List<Server> servers) {
        return new SetWeights(servers.stream()
                .filter(Server::weightSet)
                .collect(Collectors.groupingBy(
                        server -> new ServiceKey(Endpoint.parse(server.vip()), ServiceName.protocol(server.protocol())),
                        Collectors.toMap(server -> Endpoint.parse(server.address()), Server::weight))));
    }

    DesiredState over(DesiredState state) {
        return new DesiredState(
                state.revision(),
                state.settings(),
                state.services().stream().map(this::over).toList());
    }

    private VirtualService over(VirtualService service) {
        Map<Endpoint, Integer> ofService = weights.getOrDefault(service.key(), Map.of());
        return service.withServers(service.servers().stream()
                .map(server -> server.withWeight(ofService.getOrDefault(server.endpoint(), server.weight())))
                .toList());
    }
}
