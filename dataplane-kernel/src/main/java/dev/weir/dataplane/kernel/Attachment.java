package dev.weir.dataplane.kernel;

import dev.weir.linux.bpf.Hook;

/**
 * The packet path at an interface.
 *
 * @param interfaceName such as {@code eth0}
 * @param interfaceIndex the kernel's number for it
 * @param mode where in the receive path it runs
 */
public record Attachment(String interfaceName, int interfaceIndex, Hook mode) {}
