package dev.weir.linux.netlink;

import dev.weir.linux.Descriptor;
import dev.weir.model.MacAddress;
import java.util.Optional;

/**
 * One end of a veth pair to be created.
 *
 * @param name of at most 15 letters
 * @param namespace where it is to be; empty for that of the socket
 * @param mac its Ethernet address; empty for one that the kernel draws
 */
public record VethEnd(String name, Optional<Descriptor> namespace, Optional<MacAddress> mac) {
    /** An end in the socket's own namespace, with an address that the kernel draws. */
    public static VethEnd named(String name) {
        return new VethEnd(name, Optional.empty(), Optional.empty());
    }

    /** The same, in another namespace. */
    public VethEnd in(Descriptor other) {
        return new VethEnd(name, Optional.of(other), mac);
    }

    /** The same, with a chosen address. */
    public VethEnd with(MacAddress address) {
        return new VethEnd(name, namespace, Optional.of(address));
    }

    void writeTo(MessageWriter writer) {
        writer.attribute(Link.IFLA_IFNAME, name);
        mac.ifPresent(address -> writer.attribute(Link.IFLA_ADDRESS, address.bytes()));
        namespace.ifPresent(descriptor -> writer.attribute(Link.IFLA_NET_NS_FD, descriptor.number()));
    }
}
