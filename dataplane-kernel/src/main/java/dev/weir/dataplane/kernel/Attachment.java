package dev.weir.dataplane.kernel;

/**
 * The packet path at an interface.
 *
 * @param interfaceName such as {@code eth0}
 * @param interfaceIndex the kernel's number for it
 * @param point where in the receive path it runs
 * @param reason why there, in an operator's words
 */
public record Attachment(String interfaceName, int interfaceIndex, AttachPoint point, String reason) {}
