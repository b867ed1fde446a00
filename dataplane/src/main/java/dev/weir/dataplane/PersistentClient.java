package dev.weir.dataplane;

import dev.weir.model.Endpoint;
import dev.weir.model.IpAddress;
import dev.weir.model.ServiceKey;
import java.time.Duration;

/**
 * A client, or a network of them, that keeps its server over all its connections to a service: a template, as IPVS
 * calls it.
 *
 * @param service the service that it is a client of
 * @param network its address; of a network the first
 * @param prefix how many bits of that count
 * @param server the server that it keeps
 * @param expiresIn until that is forgotten if no connection of it is left and none comes; never negative
 */
public record PersistentClient(ServiceKey service, IpAddress network, int prefix, Endpoint server, Duration expiresIn) {

    /** The network as an operator writes it: {@code 198.51.100.0/24}. */
    public String client() {
        return network + "/" + prefix;
    }
}
