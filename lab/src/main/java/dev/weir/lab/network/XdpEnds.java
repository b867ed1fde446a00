package dev.weir.lab.network;

import java.nio.file.Path;

/**
 * The ends of cables that XDP programs run on or are sent to, made fit for it.
 *
 * <p>XDP doesn't know that a checksum was left for hardware to finish, nor that a packet is several: who sends
 * towards a program must do without both. And a veth end takes what its peer's program transmits only if it
 * runs a program itself, so a director's switch port runs one that passes everything.
 */
final class XdpEnds {
    private XdpEnds() {}

    static void prepare(Path xdpObject) {
        for (Host director : Host.DIRECTORS) {
            sendWholePackets(Namespaces.SWITCHES, director.label());
            sendWholePackets(director.namespace(), "eth0");
            attach(Namespaces.SWITCHES, director.label(), xdpObject, "pass");
            putTogether(Namespaces.SWITCHES, director.label());
        }
        for (Host server : Host.REMOTE_SERVERS) {
            sendWholePackets(Namespaces.SWITCHES, server.label());
            attach(server.namespace(), "eth0", xdpObject, "decapsulate");
        }
    }

    private static void sendWholePackets(String namespace, String device) {
        Namespaces.command(namespace, "ethtool", "-K", device, "tx", "off", "tso", "off", "gso", "off")
                .run();
    }

    /** GRO, as every network card has it: it more than doubles what a director passes on in NAT. */
    private static void putTogether(String namespace, String device) {
        Namespaces.command(namespace, "ethtool", "-K", device, "gro", "on").run();
    }

    private static void attach(String namespace, String device, Path object, String program) {
        new IpBatch(namespace)
                .line("link set dev", device, "xdpdrv object", object, "program", program)
                .run();
    }
}
