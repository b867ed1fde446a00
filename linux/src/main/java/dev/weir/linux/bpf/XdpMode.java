package dev.weir.linux.bpf;

/** Where in the receive path an XDP program runs. */
public enum XdpMode {
    /** In the driver, before the kernel makes a socket buffer; the driver must know how. */
    NATIVE(4),
    /** After the kernel has made a socket buffer: slower, on any interface. */
    GENERIC(2);

    private final int flag;

    XdpMode(int flag) {
        this.flag = flag;
    }

    /** {@code XDP_FLAGS_DRV_MODE} or {@code XDP_FLAGS_SKB_MODE}. */
    int flag() {
        return flag;
    }
}
