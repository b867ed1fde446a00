package dev.weir.dataplane.kernel;

import dev.weir.linux.Ethtool;
import dev.weir.linux.Offload;
import java.util.Set;

/**
 * What is known of an interface before anything is attached to it.
 *
 * @param driver the name of its driver; {@code no driver} if it has none
 * @param takesSegments whether it takes TCP segments larger than a frame from the kernel (TSO)
 */
record InterfaceFacts(String driver, boolean takesSegments) {
    /**
     * Drivers of interfaces that are no hardware: what comes from them was often sent on the same machine, in segments
     * of up to 64 KB with checksums that nobody has computed.
     */
    private static final Set<String> VIRTUAL = Set.of("veth", "tun", "virtio_net", "vif", "hv_netvsc", "vmxnet3");

    /** Reads them, in the calling thread's network namespace. */
    static InterfaceFacts of(String interfaceName) {
        return new InterfaceFacts(
                Ethtool.driver(interfaceName).orElse("no driver"), Offload.TCP_SEGMENTATION.isEnabled(interfaceName));
    }

    boolean isVirtual() {
        return VIRTUAL.contains(driver);
    }
}
