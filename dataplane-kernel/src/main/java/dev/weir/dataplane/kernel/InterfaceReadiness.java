package dev.weir.dataplane.kernel;

import dev.weir.linux.LinuxException;
import dev.weir.linux.Offload;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Switches off what an interface does to frames before the packet path sees them, and that it can't go without. */
final class InterfaceReadiness {
    private static final Logger LOG = LoggerFactory.getLogger(InterfaceReadiness.class);

    private InterfaceReadiness() {}

    /** Makes an interface of the calling thread's network namespace fit for a place where the packet path is to run. */
    static void prepare(String interfaceName, AttachPoint point) {
        if (point.isXdp()) {
            // A tag that the hardware takes off stands beside the packet, where traffic control sees it and XDP
            // doesn't.
            switchOff(
                    Offload.RECEIVE_VLAN,
                    interfaceName,
                    "tagged frames to a VIP are treated as untagged; try ethtool -K " + interfaceName + " rxvlan off");
        }
        switchOff(
                Offload.LARGE_RECEIVE,
                interfaceName,
                "packets that it has joined can't be sent on; try ethtool -K " + interfaceName + " lro off");
    }

    private static void switchOff(Offload offload, String interfaceName, String otherwise) {
        try {
            if (offload.isEnabled(interfaceName)) {
                offload.disable(interfaceName);
                LOG.info("{}: {} is off now, for the packet path must see frames as they came", interfaceName, offload);
            }
        } catch (LinuxException e) {
            LOG.warn("{}: {} stays on ({}): {}", interfaceName, offload, e.getMessage(), otherwise);
        }
    }
}
