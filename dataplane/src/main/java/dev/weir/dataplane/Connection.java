package dev.weir.dataplane;

import dev.weir.model.ConnectionState;
import dev.weir.model.Endpoint;
import dev.weir.model.ServiceKey;
import java.time.Duration;

/**
 * A recorded connection.
 *
 * @param service the service it belongs to, by the key that it is known by
 * @param client where it comes from (CIP and port)
 * @param vip what the client reached the service by (VIP and port); another than the key's where it has several
 * @param server where it goes (RIP and port)
 * @param state where it stands in its life
 * @param expiresIn until it is forgotten if no packet comes; never negative
 */
public record Connection(
        ServiceKey service, Endpoint client, Endpoint vip, Endpoint server, ConnectionState state, Duration expiresIn) {

    /** One that reached its service by its key. */
    public Connection(ServiceKey service, Endpoint client, Endpoint server, ConnectionState state, Duration expiresIn) {
        this(service, client, service.vip(), server, state, expiresIn);
    }
}
