package dev.weir.lab.network;

import dev.weir.model.Family;
import dev.weir.model.IpAddress;
import java.util.List;

/**
 * director2 as what the kernel itself offers: a plain router to a real server, and an nftables balancer (DNAT in
 * turn); to compare a director of Weir with. Its cables are set as the kernel likes them, without XDP. IPv4 only.
 */
public final class KernelPeer {
    private static final Host PEER = Host.DIRECTOR2;

    private KernelPeer() {}

    /** The VIP of the nftables balancer. */
    public static IpAddress vip() {
        return Subnet.LAN.address(Family.IPV4, 150);
    }

    /**
     * Makes director2 the peer.
     *
     * @param port the VIP's port
     * @param serverPort the servers'
     */
    public static void install(int port, int serverPort) {
        new IpBatch(Namespaces.SWITCHES)
                .line("link set dev", PEER.label(), "xdpdrv off")
                .run();
        offload(Namespaces.SWITCHES, PEER.label());
        offload(PEER.namespace(), "eth0");
        new IpBatch(PEER.namespace())
                .line("addr add", vip() + "/32", "dev eth0")
                .run();
        Namespaces.command(PEER.namespace(), "nft", "-f", "-").runWith(rules(port, serverPort));
        new IpBatch(Host.ROUTER.namespace())
                .line("route add", plainServer(), "via", PEER.address(Family.IPV4), "dev", RouterPort.LAN.label())
                .run();
    }

    /** The real server that the router reaches by way of director2, plainly routed. */
    public static IpAddress plainServer() {
        return Host.S1.address(Family.IPV4);
    }

    /** Has the LAN's real servers send what comes from their own address by {@code director}. */
    public static void sendRepliesBy(Host director) {
        for (Host server : Host.LAN_SERVERS) {
            new IpBatch(server.namespace(), Family.IPV4)
                    .line("route replace default via", director.address(Family.IPV4), "table", Network.NAT_TABLE)
                    .run();
        }
    }

    private static void offload(String namespace, String device) {
        Namespaces.command(namespace, "ethtool", "-K", device, "tx", "on", "tso", "on", "gso", "on")
                .run();
    }

    private static String rules(int port, int serverPort) {
        List<Host> servers = Host.LAN_SERVERS;
        StringBuilder turns = new StringBuilder();
        for (int i = 0; i < servers.size(); i++) {
            turns.append(i == 0 ? "" : ", ").append(i + " : " + servers.get(i).address(Family.IPV4));
        }
        return """
                table ip weir-peer {
                  chain prerouting {
                    type nat hook prerouting priority -100
                    ip daddr %s tcp dport %d dnat to numgen inc mod %d map { %s } : %d
                  }
                }
                """.formatted(vip(), port, servers.size(), turns, serverPort);
    }
}
