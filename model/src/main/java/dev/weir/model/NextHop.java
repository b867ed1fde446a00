package dev.weir.model;

/**
 * How frames reach a real server from this director, as the kernel's routes and neighbours say.
 *
 * @param interfaceIndex the interface to leave by
 * @param interfaceMac the address to send from
 * @param neighbourMac the address of the server, or of the router before it
 * @param localAddress the director's own address towards the server: the source of tunnelled packets
 * @param mtu the largest IP packet that the interface takes, in bytes
 */
public record NextHop(
        int interfaceIndex, MacAddress interfaceMac, MacAddress neighbourMac, IpAddress localAddress, int mtu) {}
