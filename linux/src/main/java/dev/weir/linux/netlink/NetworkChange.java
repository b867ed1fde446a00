package dev.weir.linux.netlink;

/** Something that changed in a namespace's network configuration, as the kernel tells it. */
public sealed interface NetworkChange {
    /** A link is new, or has changed. */
    record LinkChanged(Link link) implements NetworkChange {}

    /** A link is gone, or has moved to another namespace. */
    record LinkRemoved(Link link) implements NetworkChange {}

    /** An address is new, or has changed. */
    record AddressChanged(InterfaceAddress address) implements NetworkChange {}

    /** An address is gone. */
    record AddressRemoved(InterfaceAddress address) implements NetworkChange {}

    /** A route is new, or has changed. */
    record RouteChanged(Route route) implements NetworkChange {}

    /** A route is gone. Routes that go with their link or address are not told of one by one. */
    record RouteRemoved(Route route) implements NetworkChange {}

    /** A neighbour is new, or is known otherwise. */
    record NeighbourChanged(Neighbour neighbour) implements NetworkChange {}

    /** A neighbour is forgotten. */
    record NeighbourRemoved(Neighbour neighbour) implements NetworkChange {}

    /** Changes came faster than they were read, and the kernel dropped some: whoever keeps a copy reads all anew. */
    record Missed() implements NetworkChange {}
}
