package dev.weir.linux.netlink;

import dev.weir.linux.Errno;
import dev.weir.linux.LinuxException;
import dev.weir.linux.netlink.Rtnetlink.Question;
import dev.weir.model.IpAddress;
import dev.weir.model.MacAddress;
import java.util.List;
import java.util.Optional;

/** The neighbours of a namespace (ARP and IPv6 neighbour discovery); used by the thread that owns the socket. */
public final class Neighbours {
    static final int RTM_NEWNEIGH = 28;
    static final int RTM_DELNEIGH = 29;
    private static final int RTM_GETNEIGH = 30;
    private static final int OR_REPLACE = Rtnetlink.CREATE | Rtnetlink.REPLACE;
    private static final int NTF_USE = 1;
    private static final int NTF_EXT_MANAGED = 1;

    /** How an entry is described in a request. */
    private record Entry(Neighbour.State state, int flags) {
        private static final Entry PLAIN = new Entry(Neighbour.State.NONE, 0);
        private static final Entry USED = new Entry(Neighbour.State.NONE, NTF_USE);
        private static final Entry PERMANENT = new Entry(Neighbour.State.PERMANENT, 0);
    }

    private final Rtnetlink netlink;

    Neighbours(Rtnetlink netlink) {
        this.netlink = netlink;
    }

    /** All of them, of both families. */
    public List<Neighbour> list() {
        MessageWriter request = new MessageWriter(RTM_GETNEIGH, Rtnetlink.REQUEST | Rtnetlink.DUMP)
                .u32(AddressFamily.UNSPECIFIED)
                .u32(0)
                .u32(0);
        return netlink.dump(new Question("list", "neighbours"), request).stream()
                .map(Neighbour::decode)
                .flatMap(Optional::stream)
                .toList();
    }

    /** What is known of an address on a link; empty if it was never asked for. */
    public Optional<Neighbour> find(int interfaceIndex, IpAddress address) {
        MessageWriter request = write(RTM_GETNEIGH, 0, Entry.PLAIN, interfaceIndex, address);
        try {
            return netlink.request(question("find neighbour", interfaceIndex, address), request).stream()
                    .map(Neighbour::decode)
                    .flatMap(Optional::stream)
                    .findFirst();
        } catch (LinuxException e) {
            if (e.errno().equals(Errno.ENOENT)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Has the kernel resolve an address now and keep it resolved by itself, without traffic.
     *
     * <p>The answer comes as a change of the neighbour. A kernel before 5.16 resolves it once, and forgets it
     * as any other.
     */
    public void keepResolved(int interfaceIndex, IpAddress address) {
        // A permanent entry needs no probing, and would lose its permanence.
        if (find(interfaceIndex, address).filter(Neighbours::isPermanent).isPresent()) {
            return;
        }
        MessageWriter request = write(RTM_NEWNEIGH, OR_REPLACE, Entry.USED, interfaceIndex, address)
                .attribute(Neighbour.NDA_FLAGS_EXT, NTF_EXT_MANAGED);
        netlink.request(question("keep resolved neighbour", interfaceIndex, address), request);
    }

    private static boolean isPermanent(Neighbour neighbour) {
        return neighbour.state() == Neighbour.State.PERMANENT;
    }

    /** Sets the Ethernet address of a neighbour for good. */
    public void setPermanent(int interfaceIndex, IpAddress address, MacAddress mac) {
        MessageWriter request = write(RTM_NEWNEIGH, OR_REPLACE, Entry.PERMANENT, interfaceIndex, address)
                .attribute(Neighbour.NDA_LLADDR, mac.bytes());
        netlink.request(question("set neighbour", interfaceIndex, address), request);
    }

    /** Forgets a neighbour, managed or permanent ones too; false if there was none. */
    public boolean delete(int interfaceIndex, IpAddress address) {
        MessageWriter request = write(RTM_DELNEIGH, 0, Entry.PLAIN, interfaceIndex, address);
        try {
            netlink.request(question("delete neighbour", interfaceIndex, address), request);
            return true;
        } catch (LinuxException e) {
            if (e.errno().equals(Errno.ENOENT)) {
                return false;
            }
            throw e;
        }
    }

    private static Question question(String operation, int interfaceIndex, IpAddress address) {
        return new Question(operation, address + " on link " + interfaceIndex);
    }

    private static MessageWriter write(int type, int flags, Entry entry, int interfaceIndex, IpAddress address) {
        return new MessageWriter(type, Rtnetlink.REQUEST | Rtnetlink.ACK | flags)
                .u8(AddressFamily.number(address.family()))
                .u8(0)
                .u16(0)
                .u32(interfaceIndex)
                .u16(entry.state.number())
                .u8(entry.flags)
                .u8(0)
                .attribute(Neighbour.NDA_DST, address.bytes());
    }
}
