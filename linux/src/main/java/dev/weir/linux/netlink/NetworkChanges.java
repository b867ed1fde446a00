package dev.weir.linux.netlink;

import dev.weir.linux.Errno;
import dev.weir.linux.LinuxException;
import dev.weir.linux.netlink.NetworkChange.AddressChanged;
import dev.weir.linux.netlink.NetworkChange.AddressRemoved;
import dev.weir.linux.netlink.NetworkChange.LinkChanged;
import dev.weir.linux.netlink.NetworkChange.LinkRemoved;
import dev.weir.linux.netlink.NetworkChange.Missed;
import dev.weir.linux.netlink.NetworkChange.NeighbourChanged;
import dev.weir.linux.netlink.NetworkChange.NeighbourRemoved;
import dev.weir.linux.netlink.NetworkChange.RouteChanged;
import dev.weir.linux.netlink.NetworkChange.RouteRemoved;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A subscription to the changes of one namespace's links, addresses, routes and neighbours; owned by one thread.
 *
 * <p>To keep a copy: subscribe first, read all second, then follow. Nothing is lost between, and a change that is
 * told twice does no harm.
 */
public final class NetworkChanges implements AutoCloseable {
    private static final int LINK = 1;
    private static final int NEIGH = 4;
    private static final int IPV4_IFADDR = 0x10;
    private static final int IPV4_ROUTE = 0x40;
    private static final int IPV6_IFADDR = 0x100;
    private static final int IPV6_ROUTE = 0x400;
    private static final int ALL = LINK | NEIGH | IPV4_IFADDR | IPV4_ROUTE | IPV6_IFADDR | IPV6_ROUTE;

    /** Room for what the kernel has told and we have not read, in bytes: some ten thousand changes. */
    private static final int RECEIVE_BUFFER = 4 << 20;

    private final NetlinkSocket socket;

    private NetworkChanges(NetlinkSocket socket) {
        this.socket = socket;
    }

    /** Subscribes to the changes of the calling thread's network namespace. */
    public static NetworkChanges subscribe() {
        return subscribe(RECEIVE_BUFFER);
    }

    static NetworkChanges subscribe(int receiveBuffer) {
        NetlinkSocket socket = NetlinkSocket.open(ALL);
        socket.setReceiveBuffer(receiveBuffer);
        return new NetworkChanges(socket);
    }

    /**
     * Waits for changes, and returns those that have come by then.
     *
     * @param timeout how long to wait for the first; zero not to wait
     * @return in the order in which they happened; empty if there was none in time
     */
    public List<NetworkChange> poll(Duration timeout) {
        List<NetworkChange> changes = new ArrayList<>();
        boolean more = read(timeout, changes);
        while (more) {
            more = read(Duration.ZERO, changes);
        }
        return changes;
    }

    /** Reads what one system call returns; false if there was nothing in time. */
    private boolean read(Duration timeout, List<NetworkChange> changes) {
        try {
            Optional<ByteBuffer> datagram = socket.receive(timeout);
            datagram.map(NetlinkMessage::split)
                    .orElse(List.of())
                    .forEach(message -> decode(message).ifPresent(changes::add));
            return datagram.isPresent();
        } catch (LinuxException e) {
            if (!e.errno().equals(Errno.ENOBUFS)) {
                throw e;
            }
            // What waits yet is read as well: the kernel tells nothing new before there is room.
            changes.add(new Missed());
            return true;
        }
    }

    /** Empty for what is none of ours, such as an entry of a bridge's table. */
    static Optional<NetworkChange> decode(NetlinkMessage message) {
        return switch (message.type()) {
            case Links.RTM_NEWLINK -> link(message).map(LinkChanged::new);
            case Links.RTM_DELLINK -> link(message).map(LinkRemoved::new);
            case Addresses.RTM_NEWADDR -> InterfaceAddress.decode(message).map(AddressChanged::new);
            case Addresses.RTM_DELADDR -> InterfaceAddress.decode(message).map(AddressRemoved::new);
            case Routes.RTM_NEWROUTE -> Route.decode(message).map(RouteChanged::new);
            case Routes.RTM_DELROUTE -> Route.decode(message).map(RouteRemoved::new);
            case Neighbours.RTM_NEWNEIGH -> Neighbour.decode(message).map(NeighbourChanged::new);
            case Neighbours.RTM_DELNEIGH -> Neighbour.decode(message).map(NeighbourRemoved::new);
            default -> Optional.empty();
        };
    }

    /** A bridge tells of its ports under a family of its own: such a message is no change of the link itself. */
    private static Optional<Link> link(NetlinkMessage message) {
        boolean plain = message.header(Link.HEADER_LENGTH).get(0) == AddressFamily.UNSPECIFIED;
        return plain ? Optional.of(Link.decode(message)) : Optional.empty();
    }

    @Override
    public void close() {
        socket.close();
    }
}
