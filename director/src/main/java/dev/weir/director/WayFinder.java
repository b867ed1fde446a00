package dev.weir.director;

import dev.weir.linux.netlink.Link;
import dev.weir.linux.netlink.Route;
import dev.weir.model.IpAddress;
import dev.weir.model.MacAddress;
import dev.weir.model.NextHop;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Makes a way of what the kernel says of routes, links and neighbours; pure. */
final class WayFinder {
    private final Map<Integer, Link> links;
    private final Function<Target, Optional<MacAddress>> neighbours;

    /**
     * Whom frames to a server are sent to: the server, or the router before it.
     *
     * @param interfaceIndex the link it is on
     * @param address its IP address
     */
    record Target(int interfaceIndex, IpAddress address) {
        /** That of a route to {@code server}; empty if the route leads to no link. */
        static Optional<Target> of(IpAddress server, Route route) {
            return route.type() == Route.Type.UNICAST && route.interfaceIndex().isPresent()
                    ? Optional.of(new Target(
                            route.interfaceIndex().getAsInt(), route.gateway().orElse(server)))
                    : Optional.empty();
        }
    }

    /** @param neighbours the Ethernet address of a target, where a usable one is known */
    WayFinder(Map<Integer, Link> links, Function<Target, Optional<MacAddress>> neighbours) {
        this.links = links;
        this.neighbours = neighbours;
    }

    /** @param route the kernel's choice for {@code server}; empty if it has none */
    Way way(IpAddress server, Optional<Route> route) {
        if (route.isEmpty()) {
            return new Way.Unknown("no route leads to it; add one (ip route add ...)");
        }
        return Target.of(server, route.get())
                .map(target -> way(target, route.get()))
                .orElseGet(() -> leadsNowhere(route.get()));
    }

    private static Way leadsNowhere(Route route) {
        return switch (route.type()) {
            case LOCAL -> new Way.Unknown("it is an address of this machine; a real server must be another host");
            case BROADCAST, MULTICAST -> new Way.Unknown("it is the address of many hosts, not of one");
            case UNICAST, ANYCAST, BLACKHOLE, UNREACHABLE, PROHIBIT, OTHER ->
                new Way.Unknown("the route to it leads to no interface (" + route.type() + ")");
        };
    }

    private Way way(Target target, Route route) {
        Link link = links.get(target.interfaceIndex());
        if (link == null) {
            return new Way.Unknown("the interface of its route, number " + target.interfaceIndex() + ", is gone");
        }
        if (link.mac().isEmpty()) {
            return new Way.Unknown("its route leaves by " + link.name() + ", which has no Ethernet address");
        }
        if (route.source().isEmpty()) {
            return new Way.Unknown(link.name() + " has no address of its family to send from");
        }
        Optional<MacAddress> neighbour = neighbours.apply(target);
        if (neighbour.isEmpty()) {
            return new Way.Unknown(target.address() + " does not answer on " + link.name());
        }
        int mtu = Math.min(link.mtu(), route.mtu().orElse(link.mtu()));
        return new Way.Known(new NextHop(
                link.index(), link.mac().get(), neighbour.get(), route.source().get(), mtu));
    }
}
