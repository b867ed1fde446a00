package dev.weir.dataplane;

import dev.weir.model.ConnectionState;
import dev.weir.model.Endpoint;
import dev.weir.model.ServiceKey;
import java.time.Duration;

/**
 * A recorded connection.
 *
 * @param service the service it belongs to
 * @param client where it comes from (CIP and port)
 * @param server where it goes (RIP and port)
 * @param state where it stands in its life
 * @param expiresIn until it is forgotten if no packet comes; never negative
 */
public record Connection(
        ServiceKey service, Endpoint client, Endpoint server, ConnectionState state, Duration expiresIn) {}
