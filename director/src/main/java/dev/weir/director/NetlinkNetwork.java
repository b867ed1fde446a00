package dev.weir.director;

import dev.weir.director.DirectorStatus.InterfaceState;
import dev.weir.director.WayFinder.Target;
import dev.weir.linux.Errno;
import dev.weir.linux.LinuxException;
import dev.weir.linux.netlink.Link;
import dev.weir.linux.netlink.Neighbour;
import dev.weir.linux.netlink.NetworkChanges;
import dev.weir.linux.netlink.Route;
import dev.weir.linux.netlink.Rtnetlink;
import dev.weir.model.IpAddress;
import dev.weir.model.MacAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The network of the namespace in which this was opened, by rtnetlink. Routes are the kernel's own choice, server by
 * server, so rules and tables of every kind are heeded; they are remembered until a route, an address or a
 * link changes.
 */
final class NetlinkNetwork implements Network {
    /** From so many on it is quicker to read all neighbours than to ask for each. */
    private static final int MANY = 32;

    private static final MacAddress NO_MAC = new MacAddress(0);

    private final Rtnetlink netlink;
    private final NetworkWatch watch;
    private final Map<IpAddress, Optional<Route>> routes = new HashMap<>();
    private final Set<Target> kept = new HashSet<>();

    private NetlinkNetwork(Rtnetlink netlink, NetworkWatch watch) {
        this.netlink = netlink;
        this.watch = watch;
    }

    /** Opens the network of the calling thread's namespace; any one thread may use it then. */
    static NetlinkNetwork open() {
        NetworkWatch watch = new NetworkWatch(NetworkChanges.subscribe());
        return new NetlinkNetwork(Rtnetlink.open(), watch);
    }

    @Override
    public void onChange(Runnable changed) {
        watch.start(changed);
    }

    @Override
    public Map<IpAddress, Way> ways(Set<IpAddress> servers) {
        lookUpRoutes(servers);
        WayFinder finder = new WayFinder(linksByIndex(), neighbours(servers.size()));
        Map<IpAddress, Way> ways = HashMap.newHashMap(servers.size());
        servers.forEach(server -> ways.put(server, finder.way(server, routeTo(server))));
        return ways;
    }

    private void lookUpRoutes(Set<IpAddress> servers) {
        if (watch.takeRoutesChanged()) {
            routes.clear();
        }
        servers.forEach(server -> routes.computeIfAbsent(server, netlink.routes()::to));
    }

    private Optional<Route> routeTo(IpAddress server) {
        return routes.getOrDefault(server, Optional.empty());
    }

    private Map<Integer, Link> linksByIndex() {
        return netlink.links().list().stream().collect(Collectors.toMap(Link::index, Function.identity()));
    }

    private Function<Target, Optional<MacAddress>> neighbours(int count) {
        if (count < MANY) {
            return target -> netlink.neighbours()
                    .find(target.interfaceIndex(), target.address())
                    .flatMap(Neighbour::usableMac);
        }
        Map<Target, MacAddress> all = new HashMap<>();
        for (Neighbour neighbour : netlink.neighbours().list()) {
            Target target = new Target(neighbour.interfaceIndex(), neighbour.address());
            neighbour.usableMac().ifPresent(mac -> all.put(target, mac));
        }
        return target -> Optional.ofNullable(all.get(target));
    }

    @Override
    public void keepResolved(Set<IpAddress> servers) {
        lookUpRoutes(servers);
        routes.keySet().retainAll(servers);
        Set<Target> wanted = servers.stream()
                .flatMap(server -> routeTo(server).flatMap(route -> Target.of(server, route)).stream())
                .collect(Collectors.toSet());
        watch.follow(wanted);
        release(wanted);
        keep(wanted);
    }

    private void release(Set<Target> wanted) {
        for (Target target : Set.copyOf(kept)) {
            if (!wanted.contains(target)) {
                forget(target);
                kept.remove(target);
            }
        }
    }

    /** A neighbour that somebody set by hand stays. */
    private void forget(Target target) {
        netlink.neighbours()
                .find(target.interfaceIndex(), target.address())
                .filter(neighbour -> neighbour.state() != Neighbour.State.PERMANENT)
                .ifPresent(neighbour -> netlink.neighbours().delete(target.interfaceIndex(), target.address()));
    }

    /** One that is refused keeps no other from being kept. */
    private void keep(Set<Target> wanted) {
        List<LinuxException> refusals = new ArrayList<>();
        for (Target target : wanted) {
            try {
                if (!kept.contains(target)) {
                    netlink.neighbours().keepResolved(target.interfaceIndex(), target.address());
                    kept.add(target);
                }
            } catch (LinuxException e) {
                refusals.add(e);
            }
        }
        if (!refusals.isEmpty()) {
            throw cantKeep(refusals.getFirst(), refusals.size());
        }
    }

    private static DirectorException cantKeep(LinuxException first, int count) {
        boolean tableIsFull = first.errno().equals(Errno.ENOBUFS);
        String mend = tableIsFull
                ? "\nThe kernel's neighbour table is full: raise net.ipv4.neigh.default.gc_thresh3 and that of ipv6"
                : "";
        return new DirectorException(
                count + " neighbours can't be kept resolved, the first: " + first.getMessage() + mend, first);
    }

    @Override
    public List<InterfaceState> interfaces(List<String> names) {
        Map<String, Link> links =
                netlink.links().list().stream().collect(Collectors.toMap(Link::name, Function.identity()));
        return names.stream().map(name -> state(name, links.get(name))).toList();
    }

    private static InterfaceState state(String name, @Nullable Link link) {
        if (link == null) {
            return new InterfaceState(name, 0, NO_MAC, 0, InterfaceState.Link.MISSING);
        }
        InterfaceState.Link frames = link.carrier() ? InterfaceState.Link.UP : InterfaceState.Link.DOWN;
        return new InterfaceState(name, link.index(), link.mac().orElse(NO_MAC), link.mtu(), frames);
    }

    @Override
    public List<InterfaceAddress> addresses() {
        Map<Integer, Link> links = linksByIndex();
        List<InterfaceAddress> addresses = new ArrayList<>();
        for (var own : netlink.addresses().list()) {
            Link link = links.get(own.interfaceIndex());
            if (link != null) {
                addresses.add(new InterfaceAddress(link.name(), own.address(), own.prefixLength()));
            }
        }
        return addresses;
    }

    @Override
    public void addAddress(String interfaceName, IpAddress vip) {
        Link link = netlink.links()
                .named(interfaceName)
                .orElseThrow(() ->
                        new DirectorException("there is no interface " + interfaceName + " to put " + vip + " on"));
        netlink.addresses().addDeprecated(link.index(), vip, vip.family().bits());
    }

    @Override
    public void removeAddress(String interfaceName, IpAddress vip) {
        netlink.links()
                .named(interfaceName)
                .ifPresent(link -> netlink.addresses()
                        .remove(link.index(), vip, vip.family().bits()));
    }

    @Override
    public void close() {
        watch.close();
        netlink.close();
    }
}
