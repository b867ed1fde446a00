package dev.weir.dataplane.kernel;

import dev.weir.model.RealServer;

/**
 * A server of a held service.
 *
 * @param place where its records stand in the maps of servers
 * @param server what is asked of it
 */
record HeldServer(int place, RealServer server) {
    HeldServer with(RealServer changed) {
        return new HeldServer(place, changed);
    }
}
