package dev.weir.linux.netlink;

import dev.weir.linux.Errno;
import dev.weir.linux.LinuxException;
import dev.weir.linux.netlink.Rtnetlink.Question;
import dev.weir.model.IpAddress;
import java.util.List;
import java.util.Optional;

/** The addresses of a namespace's interfaces; used by the thread that owns the socket. */
public final class Addresses {
    static final int RTM_NEWADDR = 20;
    static final int RTM_DELADDR = 21;
    private static final int RTM_GETADDR = 22;
    private static final int FOREVER = -1;

    private final Rtnetlink netlink;

    Addresses(Rtnetlink netlink) {
        this.netlink = netlink;
    }

    /** All of them, of both families. */
    public List<InterfaceAddress> list() {
        MessageWriter request = new MessageWriter(RTM_GETADDR, Rtnetlink.REQUEST | Rtnetlink.DUMP)
                .u8(AddressFamily.UNSPECIFIED)
                .u8(0)
                .u16(0)
                .u32(0);
        return netlink.dump(new Question("list", "addresses"), request).stream()
                .map(InterfaceAddress::decode)
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * Adds one, of use at once: duplicate address detection is left out. Does nothing if it is there.
     *
     * @param prefixLength how many leading bits are the subnet's
     */
    public void add(int interfaceIndex, IpAddress address, int prefixLength) {
        add(interfaceIndex, address, prefixLength, FOREVER);
    }

    /**
     * Adds one as {@link #add(int, IpAddress, int)} does, that the machine answers on but, in IPv6, begins nothing from
     * by its own choice: one whose preferred life is over (RFC 4862, deprecated).
     */
    public void addDeprecated(int interfaceIndex, IpAddress address, int prefixLength) {
        add(interfaceIndex, address, prefixLength, 0);
    }

    private void add(int interfaceIndex, IpAddress address, int prefixLength, int preferredSeconds) {
        int flags = Rtnetlink.REQUEST | Rtnetlink.ACK | Rtnetlink.CREATE | Rtnetlink.REPLACE;
        MessageWriter request = write(RTM_NEWADDR, flags, interfaceIndex, address, prefixLength)
                .attribute(InterfaceAddress.IFA_FLAGS, InterfaceAddress.IFA_F_NODAD)
                .attribute(
                        InterfaceAddress.IFA_CACHEINFO,
                        lives -> lives.u32(preferredSeconds).u32(FOREVER).u32(0).u32(0));
        netlink.request(question("add address", interfaceIndex, address, prefixLength), request);
    }

    /** Takes one away; false if it was not there. */
    public boolean remove(int interfaceIndex, IpAddress address, int prefixLength) {
        int flags = Rtnetlink.REQUEST | Rtnetlink.ACK;
        try {
            netlink.request(
                    question("remove address", interfaceIndex, address, prefixLength),
                    write(RTM_DELADDR, flags, interfaceIndex, address, prefixLength));
            return true;
        } catch (LinuxException e) {
            if (e.errno().equals(Errno.EADDRNOTAVAIL)) {
                return false;
            }
            throw e;
        }
    }

    private static Question question(String operation, int interfaceIndex, IpAddress address, int prefixLength) {
        return new Question(operation, address + "/" + prefixLength + " of link " + interfaceIndex);
    }

    private static MessageWriter write(int type, int flags, int interfaceIndex, IpAddress address, int prefixLength) {
        if (prefixLength < 0 || prefixLength > address.family().bits()) {
            throw new IllegalArgumentException(address + " can't have a prefix of " + prefixLength + " bits");
        }
        return new MessageWriter(type, flags)
                .u8(AddressFamily.number(address.family()))
                .u8(prefixLength)
                .u16(0)
                .u32(interfaceIndex)
                .attribute(InterfaceAddress.IFA_LOCAL, address.bytes())
                .attribute(InterfaceAddress.IFA_ADDRESS, address.bytes());
    }
}
