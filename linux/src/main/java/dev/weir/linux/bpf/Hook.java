package dev.weir.linux.bpf;

/** Where in an interface's receive path a program runs. */
public enum Hook {
    /** XDP in the driver, before the kernel makes a socket buffer; the driver must know how. */
    XDP_NATIVE("native XDP", 37, 4),
    /** XDP after the kernel has made a socket buffer: slower, on any interface. */
    XDP_GENERIC("generic XDP", 37, 2),
    /** The traffic control hook (tcx): on whole segments as GRO has joined them, on any interface, since Linux 6.6. */
    TCX_INGRESS("tcx ingress", 46, 0);

    private final String words;
    private final int attachType;
    private final int flags;

    Hook(String words, int attachType, int flags) {
        this.words = words;
        this.attachType = attachType;
        this.flags = flags;
    }

    /** Its {@code enum bpf_attach_type}. */
    int attachType() {
        return attachType;
    }

    /** Of the link: of XDP the mode, {@code XDP_FLAGS_DRV_MODE} or {@code XDP_FLAGS_SKB_MODE}. */
    int flags() {
        return flags;
    }

    @Override
    public String toString() {
        return words;
    }
}
