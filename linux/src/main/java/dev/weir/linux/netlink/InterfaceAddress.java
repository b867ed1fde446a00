package dev.weir.linux.netlink;

import dev.weir.model.IpAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * An address of an interface.
 *
 * @param interfaceIndex whose
 * @param prefixLength how many leading bits are the subnet's
 * @param usable false while duplicate address detection has not ended well
 */
public record InterfaceAddress(int interfaceIndex, IpAddress address, int prefixLength, boolean usable) {
    /** {@code struct ifaddrmsg}: u8 family, u8 prefix length, u8 flags, u8 scope, u32 index. */
    static final int HEADER_LENGTH = 8;

    static final int IFA_ADDRESS = 1;
    static final int IFA_LOCAL = 2;

    /** {@code struct ifa_cacheinfo}: u32 preferred and valid life in seconds, u32 made at, u32 changed at. */
    static final int IFA_CACHEINFO = 6;

    static final int IFA_FLAGS = 8;
    static final int IFA_F_NODAD = 2;
    private static final int IFA_F_DADFAILED = 8;
    private static final int IFA_F_TENTATIVE = 0x40;

    /** Empty for an address that is not IP. */
    static Optional<InterfaceAddress> decode(NetlinkMessage message) {
        ByteBuffer header = message.header(HEADER_LENGTH);
        int prefixLength = Byte.toUnsignedInt(header.get(1));
        int index = header.getInt(4);
        Attributes attributes = message.attributes(HEADER_LENGTH);
        int flags = attributes.u32(IFA_FLAGS).orElse(Byte.toUnsignedInt(header.get(2)));
        boolean usable = (flags & (IFA_F_TENTATIVE | IFA_F_DADFAILED)) == 0;
        // On a point-to-point link IFA_ADDRESS is the peer's, and IFA_LOCAL our own.
        return attributes
                .address(IFA_LOCAL)
                .or(() -> attributes.address(IFA_ADDRESS))
                .map(address -> new InterfaceAddress(index, address, prefixLength, usable));
    }
}
