package dev.weir.linux.netlink;

import dev.weir.linux.Errno;
import dev.weir.linux.LinuxException;
import dev.weir.linux.bpf.BpfProgram;
import dev.weir.linux.netlink.Rtnetlink.Question;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Programs at the traffic control hook, as filters in {@code direct-action} of the queueing discipline {@code clsact}:
 * what a kernel has that is too old for tcx. A filter stays until it is removed, whoever ends. Used by the thread that
 * owns the socket.
 *
 * <p>Weir's own is the one of {@link #PRIORITY} and {@link #HANDLE}; others stand before or behind it.
 */
public final class IngressFilters {
    /** Before those that {@code tc} numbers by itself, from 49152 down. */
    static final int PRIORITY = 7;

    /** {@code weir} in ASCII. */
    static final int HANDLE = 0x77656972;

    private static final int RTM_NEWQDISC = 36;
    private static final int RTM_DELQDISC = 37;
    private static final int RTM_NEWTFILTER = 44;
    private static final int RTM_DELTFILTER = 45;
    private static final int RTM_GETTFILTER = 46;

    private static final int CLSACT = 0xffff_fff1;
    private static final int CLSACT_HANDLE = 0xffff_0000;
    private static final int INGRESS = 0xffff_fff2;
    private static final int EGRESS = 0xffff_fff3;

    /** {@code ETH_P_ALL} in network order. */
    private static final int ANY_PROTOCOL = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? 0x0300 : 0x0003;

    private static final int DIRECT_ACTION = 1;

    /** Answers to a removal of what isn't there: no queueing discipline, no filter, or no such interface. */
    private static final Set<Errno> NOT_THERE = Set.of(Errno.ENOENT, Errno.EINVAL, Errno.ENODEV);

    private final Rtnetlink netlink;

    IngressFilters(Rtnetlink netlink) {
        this.netlink = netlink;
    }

    /**
     * Has a program run, in the place of the one that does, if any; each packet sees the one or the other. Adds the
     * queueing discipline where there is none.
     *
     * @param name what it is to be called
     * @throws LinuxException EINVAL or EOPNOTSUPP if another kind of filter has the priority, ENODEV if there is no
     *     such interface
     */
    public void put(int interfaceIndex, BpfProgram program, String name) {
        addClsact(interfaceIndex);
        MessageWriter request = own(RTM_NEWTFILTER, Rtnetlink.CREATE | Rtnetlink.REPLACE, interfaceIndex)
                .attribute(IngressFilter.TCA_KIND, "bpf")
                .nest(
                        IngressFilter.TCA_OPTIONS,
                        options -> options.attribute(
                                        IngressFilter.TCA_BPF_FD,
                                        program.descriptor().number())
                                .attribute(IngressFilter.TCA_BPF_NAME, name)
                                .attribute(IngressFilter.TCA_BPF_FLAGS, DIRECT_ACTION));
        netlink.request(question("put filter on", interfaceIndex), request);
    }

    private void addClsact(int interfaceIndex) {
        int flags = Rtnetlink.REQUEST | Rtnetlink.ACK | Rtnetlink.CREATE | Rtnetlink.EXCLUSIVE;
        MessageWriter request = header(RTM_NEWQDISC, flags, new Place(interfaceIndex, CLSACT_HANDLE, CLSACT, 0))
                .attribute(IngressFilter.TCA_KIND, "clsact");
        try {
            netlink.request(question("add clsact to", interfaceIndex), request);
        } catch (LinuxException e) {
            if (!e.errno().equals(Errno.EEXIST)) {
                throw e;
            }
        }
    }

    /** Weir's own on an interface; empty if there is none, or no such interface. */
    public Optional<IngressFilter> find(int interfaceIndex) {
        return list(interfaceIndex).stream()
                .filter(filter -> filter.priority() == PRIORITY && filter.handle() == HANDLE)
                .findFirst();
    }

    /** All programs that filter what an interface receives, in the order in which they run. */
    public List<IngressFilter> list(int interfaceIndex) {
        return dump(interfaceIndex, INGRESS).stream()
                .map(IngressFilter::decode)
                .flatMap(Optional::stream)
                .toList();
    }

    private List<NetlinkMessage> dump(int interfaceIndex, int parent) {
        MessageWriter request =
                header(RTM_GETTFILTER, Rtnetlink.REQUEST | Rtnetlink.DUMP, new Place(interfaceIndex, 0, parent, 0));
        return netlink.dump(question("list filters of", interfaceIndex), request);
    }

    /**
     * Takes Weir's own off an interface, and the queueing discipline if it filters nothing more; nothing happens if
     * there is none, or no such interface.
     */
    public void remove(int interfaceIndex) {
        removeIfThere("remove filter of", interfaceIndex, own(RTM_DELTFILTER, 0, interfaceIndex));
        if (dump(interfaceIndex, INGRESS).isEmpty()
                && dump(interfaceIndex, EGRESS).isEmpty()) {
            Place place = new Place(interfaceIndex, CLSACT_HANDLE, CLSACT, 0);
            removeIfThere(
                    "remove clsact of",
                    interfaceIndex,
                    header(RTM_DELQDISC, Rtnetlink.REQUEST | Rtnetlink.ACK, place)
                            .attribute(IngressFilter.TCA_KIND, "clsact"));
        }
    }

    private void removeIfThere(String operation, int interfaceIndex, MessageWriter request) {
        try {
            netlink.request(question(operation, interfaceIndex), request);
        } catch (LinuxException e) {
            if (!NOT_THERE.contains(e.errno())) {
                throw e;
            }
        }
    }

    private static MessageWriter own(int type, int flags, int interfaceIndex) {
        Place place = new Place(interfaceIndex, HANDLE, INGRESS, PRIORITY << 16 | ANY_PROTOCOL);
        return header(type, Rtnetlink.REQUEST | Rtnetlink.ACK | flags, place);
    }

    /** What a {@code struct tcmsg} names. */
    private record Place(int interfaceIndex, int handle, int parent, int info) {}

    private static MessageWriter header(int type, int flags, Place place) {
        return new MessageWriter(type, flags)
                .u32(AddressFamily.UNSPECIFIED)
                .u32(place.interfaceIndex)
                .u32(place.handle)
                .u32(place.parent)
                .u32(place.info);
    }

    private static Question question(String operation, int interfaceIndex) {
        return new Question(operation, "link " + interfaceIndex);
    }
}
