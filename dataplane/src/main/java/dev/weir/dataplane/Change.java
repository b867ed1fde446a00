package dev.weir.dataplane;

import dev.weir.model.ForwardingMethod;
import dev.weir.model.NextHop;
import dev.weir.model.RealServer;
import dev.weir.model.Scheduler;
import dev.weir.model.ServiceKey;

/** One step from what a data plane holds to what is wanted of it; idempotent. Its text is what an operator reads. */
public sealed interface Change {
    /** The service that it concerns; a plane may carry out one service's changes together. */
    ServiceKey service();

    /** A service begins, still without servers. */
    record AddService(ServiceKey service, Scheduler scheduler, ForwardingMethod method) implements Change {
        @Override
        public String toString() {
            return "add service " + service + " (" + scheduler + ", " + method + ")";
        }
    }

    /** A service picks servers by another rule from now on; its connections stay. */
    record ChangeScheduler(ServiceKey service, Scheduler scheduler) implements Change {
        @Override
        public String toString() {
            return "change scheduler of " + service + " to " + scheduler;
        }
    }

    /** A service ends, with the servers it has left; its connections are forgotten. */
    record RemoveService(ServiceKey service) implements Change {
        @Override
        public String toString() {
            return "remove service " + service;
        }
    }

    /** A server joins a service. */
    record AddServer(ServiceKey service, RealServer server) implements Change {
        @Override
        public String toString() {
            return "add server " + server.endpoint() + " (weight " + server.weight() + ") to " + service;
        }
    }

    /** A server's share of new connections changes. */
    record ChangeWeight(ServiceKey service, RealServer server) implements Change {
        @Override
        public String toString() {
            return "change weight of " + server.endpoint() + " of " + service + " to " + server.weight();
        }
    }

    /** A server leaves a service; its connections are picked anew with their next packet. */
    record RemoveServer(ServerKey key) implements Change {
        @Override
        public ServiceKey service() {
            return key.service();
        }

        @Override
        public String toString() {
            return "remove server " + key.server() + " from " + key.service();
        }
    }

    /** The way to a server becomes known, or another. */
    record SetNextHop(ServerKey key, NextHop nextHop) implements Change {
        @Override
        public ServiceKey service() {
            return key.service();
        }

        @Override
        public String toString() {
            return "reach " + key.server() + " of " + key.service() + " by " + nextHop.neighbourMac() + " on interface "
                    + nextHop.interfaceIndex();
        }
    }
}
