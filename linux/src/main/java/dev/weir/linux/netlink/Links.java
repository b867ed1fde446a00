package dev.weir.linux.netlink;

import dev.weir.linux.Descriptor;
import dev.weir.linux.Errno;
import dev.weir.linux.LinuxException;
import dev.weir.linux.netlink.Rtnetlink.Question;
import dev.weir.model.MacAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The interfaces of a namespace: read, changed, and virtual ones made; used by the thread that owns the socket. */
public final class Links {
    static final int RTM_NEWLINK = 16;
    static final int RTM_DELLINK = 17;
    private static final int RTM_GETLINK = 18;
    private static final int VETH_INFO_PEER = 1;

    private final Rtnetlink netlink;

    Links(Rtnetlink netlink) {
        this.netlink = netlink;
    }

    /** All of them, in the order of their indices. */
    public List<Link> list() {
        MessageWriter request = write(RTM_GETLINK, Rtnetlink.REQUEST | Rtnetlink.DUMP, 0, 0, 0);
        return netlink.dump(new Question("list", "links"), request).stream()
                .map(Link::decode)
                .toList();
    }

    /** The one of a name. */
    public Optional<Link> named(String name) {
        MessageWriter request = write(RTM_GETLINK, Rtnetlink.REQUEST | Rtnetlink.ACK, 0, 0, 0);
        return find(new Question("find link", name), request.attribute(Link.IFLA_IFNAME, name));
    }

    /** The one of an index. */
    public Optional<Link> at(int index) {
        return find(
                new Question("find link", index), write(RTM_GETLINK, Rtnetlink.REQUEST | Rtnetlink.ACK, index, 0, 0));
    }

    private Optional<Link> find(Question question, MessageWriter request) {
        try {
            return netlink.request(question, request).stream().map(Link::decode).findFirst();
        } catch (LinuxException e) {
            if (e.errno().equals(Errno.ENODEV)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Switches one on. */
    public void setUp(int index) {
        netlink.request(
                new Question("set up link", index),
                write(RTM_NEWLINK, Rtnetlink.REQUEST | Rtnetlink.ACK, index, Link.IFF_UP, Link.IFF_UP));
    }

    /** Switches one off; its routes go. */
    public void setDown(int index) {
        netlink.request(
                new Question("set down link", index),
                write(RTM_NEWLINK, Rtnetlink.REQUEST | Rtnetlink.ACK, index, 0, Link.IFF_UP));
    }

    /** Sets its Ethernet address. */
    public void setMac(int index, MacAddress mac) {
        change("set MAC of link", index, request -> request.attribute(Link.IFLA_ADDRESS, mac.bytes()));
    }

    /** Sets the largest IP packet that it takes, in bytes. */
    public void setMtu(int index, int mtu) {
        change("set MTU of link", index, request -> request.attribute(Link.IFLA_MTU, mtu));
    }

    /** Makes it a port of a bridge. */
    public void enslave(int index, int bridge) {
        change("enslave link", index, request -> request.attribute(Link.IFLA_MASTER, bridge));
    }

    /** Takes it out of its bridge. */
    public void release(int index) {
        change("release link", index, request -> request.attribute(Link.IFLA_MASTER, 0));
    }

    /** Moves it to another namespace; it goes down and loses its addresses. */
    public void move(int index, Descriptor namespace) {
        change("move link", index, request -> request.attribute(Link.IFLA_NET_NS_FD, namespace.number()));
    }

    /** Deletes a virtual one; of a veth pair both ends go. */
    public void delete(int index) {
        netlink.request(
                new Question("delete link", index), write(RTM_DELLINK, Rtnetlink.REQUEST | Rtnetlink.ACK, index, 0, 0));
    }

    private void change(String operation, int index, Consumer<MessageWriter> attributes) {
        MessageWriter request = write(RTM_NEWLINK, Rtnetlink.REQUEST | Rtnetlink.ACK, index, 0, 0);
        attributes.accept(request);
        netlink.request(new Question(operation, index), request);
    }

    /**
     * Makes a bridge, down and without ports.
     *
     * @throws LinuxException EEXIST if the name is taken
     */
    public Link createBridge(String name) {
        create("create bridge", VethEnd.named(name), info -> info.attribute(Link.IFLA_INFO_KIND, "bridge"));
        return named(name).orElseThrow();
    }

    /**
     * Makes a pair of interfaces, each of which receives what the other sends; both are down.
     *
     * @throws LinuxException EEXIST if a name is taken, EOPNOTSUPP if the kernel has no veth
     */
    public void createVeth(VethEnd end, VethEnd peer) {
        create(
                "create veth",
                end,
                info -> info.attribute(Link.IFLA_INFO_KIND, "veth")
                        .nest(
                                Link.IFLA_INFO_DATA,
                                data -> data.nest(VETH_INFO_PEER, nested -> {
                                    writeHeader(nested, 0, 0, 0);
                                    peer.writeTo(nested);
                                })));
    }

    private void create(String operation, VethEnd end, Consumer<MessageWriter> info) {
        int flags = Rtnetlink.REQUEST | Rtnetlink.ACK | Rtnetlink.CREATE | Rtnetlink.EXCLUSIVE;
        MessageWriter request = write(RTM_NEWLINK, flags, 0, 0, 0);
        end.writeTo(request);
        request.nest(Link.IFLA_LINKINFO, info);
        netlink.request(new Question(operation, end.name()), request);
    }

    private static MessageWriter write(int type, int messageFlags, int index, int flags, int mask) {
        return writeHeader(new MessageWriter(type, messageFlags), index, flags, mask);
    }

    private static MessageWriter writeHeader(MessageWriter writer, int index, int flags, int mask) {
        return writer.u8(0).u8(0).u16(0).u32(index).u32(flags).u32(mask);
    }
}
