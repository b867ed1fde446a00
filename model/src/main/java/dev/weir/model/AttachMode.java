package dev.weir.model;

/** Where in an interface's receive path packets are looked at. */
public enum AttachMode {
    /** Where it is best for the interface, by what its driver is and what it takes off the kernel. */
    AUTO,
    /** In the driver, before the kernel makes a socket buffer of a frame. */
    XDP,
    /** On socket buffers, by XDP: on any interface, and the slowest. */
    XDP_GENERIC,
    /** At the traffic control hook, on segments that stay whole. */
    TC
}
