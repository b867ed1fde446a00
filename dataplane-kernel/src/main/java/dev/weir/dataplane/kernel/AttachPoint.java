package dev.weir.dataplane.kernel;

import dev.weir.linux.bpf.Hook;
import java.util.List;

/** A place in an interface's receive path where the packet path can run, and how it is held there. */
public enum AttachPoint {
    /** XDP in the driver. */
    XDP_NATIVE("xdp", "native", new LinkFastening(Hook.XDP_NATIVE)),
    /** XDP on socket buffers. */
    XDP_GENERIC("xdp-generic", "generic", new LinkFastening(Hook.XDP_GENERIC)),
    /** The traffic control hook, by a link: since Linux 6.6. */
    TCX("tc", "tcx", new LinkFastening(Hook.TCX_INGRESS)),
    /** The traffic control hook, by a filter of the queueing discipline {@code clsact}. */
    CLSACT("tc-clsact", "clsact", new FilterFastening());

    /** The traffic control hook by whatever the kernel has, the better first. */
    static final List<AttachPoint> TRAFFIC_CONTROL = List.of(TCX, CLSACT);

    private final String word;
    private final String folder;

    @SuppressWarnings("ImmutableEnumChecker") // a fastening holds no state
    private final Fastening fastening;

    AttachPoint(String word, String folder, Fastening fastening) {
        this.word = word;
        this.folder = folder;
        this.fastening = fastening;
    }

    /** What it is called in status and log. */
    public String word() {
        return word;
    }

    /** Where its pins stand. */
    String folder() {
        return folder;
    }

    Fastening fastening() {
        return fastening;
    }

    boolean isXdp() {
        return this == XDP_NATIVE || this == XDP_GENERIC;
    }
}
