package dev.weir.simulation;

import dev.weir.model.Endpoint;
import dev.weir.model.ServiceKey;
import java.util.Optional;

/**
 * A flow that was seen.
 *
 * @param client where it comes from (CIP and port)
 * @param service the service it belongs to
 * @param server the server that it has; without one, the one that the service as it was would give it
 */
public record RecordedFlow(Endpoint client, ServiceKey service, Optional<Endpoint> server) {}
