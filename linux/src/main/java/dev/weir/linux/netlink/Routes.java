package dev.weir.linux.netlink;

import dev.weir.linux.Errno;
import dev.weir.linux.LinuxException;
import dev.weir.linux.netlink.Rtnetlink.Question;
import dev.weir.model.IpAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The routes of a namespace; used by the thread that owns the socket. */
public final class Routes {
    static final int RTM_NEWROUTE = 24;
    static final int RTM_DELROUTE = 25;
    private static final int RTM_GETROUTE = 26;
    private static final int RTPROT_STATIC = 4;
    private static final int SCOPE_UNIVERSE = 0;
    private static final int SCOPE_LINK = 253;
    private static final int SCOPE_NOWHERE = 255;

    /** What the kernel says where no route leads. */
    private static final Set<Errno> NO_ROUTE =
            Set.of(Errno.ENETUNREACH, Errno.EHOSTUNREACH, Errno.EACCES, Errno.EINVAL);

    private final Rtnetlink netlink;

    Routes(Rtnetlink netlink) {
        this.netlink = netlink;
    }

    /** The route that the kernel takes to an address now; empty if none leads there. */
    public Optional<Route> to(IpAddress destination) {
        MessageWriter request = writeHeader(
                        new MessageWriter(RTM_GETROUTE, Rtnetlink.REQUEST | Rtnetlink.ACK), Prefix.host(destination))
                .u8(0)
                .u8(SCOPE_UNIVERSE)
                .u8(0)
                .u32(0)
                .attribute(Route.RTA_DST, destination.bytes());
        try {
            return netlink.request(new Question("find route to", destination), request).stream()
                    .map(Route::decode)
                    .flatMap(Optional::stream)
                    .findFirst();
        } catch (LinuxException e) {
            if (NO_ROUTE.contains(e.errno())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** All routes of both families and of all tables. */
    public List<Route> list() {
        MessageWriter request = new MessageWriter(RTM_GETROUTE, Rtnetlink.REQUEST | Rtnetlink.DUMP)
                .u32(AddressFamily.UNSPECIFIED)
                .u32(0)
                .u32(0);
        return netlink.dump(new Question("list", "routes"), request).stream()
                .map(Route::decode)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Adds a route, or puts it in the place of the one to the same destination of the same metric. */
    public void add(Route route) {
        int flags = Rtnetlink.REQUEST | Rtnetlink.ACK | Rtnetlink.CREATE | Rtnetlink.REPLACE;
        int scope = route.gateway().isPresent() || route.type() != Route.Type.UNICAST ? SCOPE_UNIVERSE : SCOPE_LINK;
        netlink.request(new Question("add route to", route.destination()), write(RTM_NEWROUTE, flags, route, scope));
    }

    /** Deletes a route; false if there was none. */
    public boolean delete(Route route) {
        try {
            netlink.request(
                    new Question("delete route to", route.destination()),
                    write(RTM_DELROUTE, Rtnetlink.REQUEST | Rtnetlink.ACK, route, SCOPE_NOWHERE));
            return true;
        } catch (LinuxException e) {
            if (e.errno().equals(Errno.ESRCH)) {
                return false;
            }
            throw e;
        }
    }

    private static MessageWriter write(int type, int flags, Route route, int scope) {
        MessageWriter request = writeHeader(new MessageWriter(type, flags), route.destination())
                .u8(RTPROT_STATIC)
                .u8(scope)
                .u8(route.type().number())
                .u32(0)
                .attribute(Route.RTA_DST, route.destination().address().bytes())
                .attribute(Route.RTA_TABLE, route.table())
                .attribute(Route.RTA_PRIORITY, route.metric());
        route.interfaceIndex().ifPresent(index -> request.attribute(Route.RTA_OIF, index));
        route.gateway().ifPresent(gateway -> request.attribute(Route.RTA_GATEWAY, gateway.bytes()));
        route.source().ifPresent(source -> request.attribute(Route.RTA_PREFSRC, source.bytes()));
        route.mtu()
                .ifPresent(mtu -> request.nest(Route.RTA_METRICS, metrics -> metrics.attribute(Route.RTAX_MTU, mtu)));
        return request;
    }

    /** The first five bytes of the header; the table's number, which may be larger, stands in an attribute. */
    private static MessageWriter writeHeader(MessageWriter writer, Prefix destination) {
        return writer.u8(AddressFamily.number(destination.address().family()))
                .u8(destination.length())
                .u8(0)
                .u8(0)
                .u8(0);
    }
}
