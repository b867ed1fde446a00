package dev.weir.dataplane;

import dev.weir.model.ForwardingMethod;
import dev.weir.model.NextHop;
import dev.weir.model.RealServer;
import dev.weir.model.Scheduler;
import dev.weir.model.ServiceKey;
import dev.weir.model.ServiceOptions;

/** One step from what a data plane holds to what is wanted of it; idempotent. Its text is what an operator reads. */
public sealed interface Change {
    /** The service that it concerns; a plane may carry out one service's changes together. */
    ServiceKey service();

    /** A service begins, still without servers. */
    record AddService(ServiceKey service, Scheduler scheduler, ForwardingMethod method, ServiceOptions options)
            implements Change {
        /** One without options. */
        public AddService(ServiceKey service, Scheduler scheduler, ForwardingMethod method) {
            this(service, scheduler, method, ServiceOptions.DEFAULT);
        }

        @Override
        public String toString() {
            String asked = options.equals(ServiceOptions.DEFAULT) ? "" : "; " + OptionsText.of(options);
            return "add service " + service + " (" + scheduler + ", " + method + asked + ")";
        }
    }

    /** A service picks servers by another rule from now on; its connections stay. */
    record ChangeScheduler(ServiceKey service, Scheduler scheduler) implements Change {
        @Override
        public String toString() {
            return "change scheduler of " + service + " to " + scheduler;
        }
    }

    /**
     * A service is reached otherwise, picks servers otherwise or refuses otherwise from now on; its connections stay.
     * The scheduler that the options are for may change with them.
     */
    record ChangeOptions(ServiceKey service, Scheduler scheduler, ServiceOptions options) implements Change {
        @Override
        public String toString() {
            return "change options of " + service + " to " + scheduler + ", " + OptionsText.of(options);
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
            return "add server " + server.endpoint() + " (" + ServerText.of(server) + ") to " + service;
        }
    }

    /** A server's share of new connections changes. */
    record ChangeWeight(ServiceKey service, RealServer server) implements Change {
        @Override
        public String toString() {
            return "change weight of " + server.endpoint() + " of " + service + " to " + ServerText.weight(server);
        }
    }

    /** A server's thresholds change, or its role, and its weight may with them. */
    record ChangeServer(ServiceKey service, RealServer server) implements Change {
        @Override
        public String toString() {
            return "change server " + server.endpoint() + " of " + service + " to " + ServerText.of(server);
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
