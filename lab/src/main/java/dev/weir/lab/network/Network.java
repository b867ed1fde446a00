package dev.weir.lab.network;

import dev.weir.model.Family;
import dev.weir.model.IpAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The lab's hosts, wired and addressed:
 *
 * <pre>
 *                            CLIENTS            LAN (switch)
 *   client eth0 ----- clients router lan ------+-- director1, director2 --- the machine (management)
 *                            remote            +-- s1, s2, s3
 *                              |
 *                              +-- REMOTE (switch): s4, s5, s6
 * </pre>
 *
 * <p>A director has one leg. A server's packets go to its clients by the router, but for those from its own
 * address, the RIP, which go by the director: that is what NAT always needs.
 */
public final class Network {
    /** The routing table of a server for packets from its RIP. */
    static final int NAT_TABLE = 100;

    private static final int IPPROTO_RAW = 255;

    /** Room for an outer IPv6 header: 1500 - 40 (outer) - 20 (IPv4) - 20 (TCP). */
    private static final int TUNNEL_MSS_IPV4 = 1420;

    /** 1500 - 40 (outer) - 40 (IPv6) - 20 (TCP). */
    private static final int TUNNEL_MSS_IPV6 = 1400;

    private Network() {}

    /**
     * Makes it all.
     *
     * @param vips the VIPs that each real server holds, for direct routing and tunnelling
     * @param services the VIPs whose replies are to be counted, by a name for each
     * @param xdpObject the BPF object with the programs {@code decapsulate} and {@code pass}
     */
    public static void build(Map<Host, List<IpAddress>> vips, Map<String, IpAddress> services, Path xdpObject) {
        Namespaces.all().forEach(Namespaces::add);
        KernelSettings.apply();
        Cables.lay();
        ManagementCables.lay();
        for (Host host : Host.values()) {
            List<IpAddress> held = vips.getOrDefault(host, List.of());
            address(host, Family.IPV4, held);
            address(host, Family.IPV6, held);
        }
        XdpEnds.prepare(xdpObject);
        ReplyCounters.install(services);
    }

    /** Takes it all away; what isn't there is no error. */
    public static void remove() {
        ManagementCables.remove();
        Namespaces.present().forEach(Namespaces::delete);
    }

    private static void address(Host host, Family family, List<IpAddress> vips) {
        IpBatch batch = new IpBatch(host.namespace(), family);
        if (host == Host.ROUTER) {
            addRouterAddresses(batch, family);
        } else {
            addHostAddress(batch, host, family);
        }
        if (Host.LAN_SERVERS.contains(host)) {
            sendRepliesOfNatByDirector(batch, host, family);
            batch.line("route add local", Subnet.FOREIGN.prefix(family), "dev lo");
        }
        if (host == Host.CLIENT) {
            ClientAddresses.add(batch, family);
        }
        for (IpAddress vip : vips) {
            if (vip.family() == family) {
                batch.line("addr add", vip + "/" + family.bits(), "dev lo");
            }
        }
        batch.run();
    }

    private static void addRouterAddresses(IpBatch batch, Family family) {
        for (RouterPort port : RouterPort.values()) {
            String address = port.subnet().addressWithPrefix(family, Host.ROUTER_NUMBER);
            batch.line("addr add", address, "dev", port.label(), withoutDetection(family));
        }
        IpAddress director = Host.DIRECTOR1.address(family);
        batch.line("route add", Subnet.FOREIGN.prefix(family), "via", director, "dev", RouterPort.LAN.label());
    }

    private static void addHostAddress(IpBatch batch, Host host, Family family) {
        String address = host.subnet().addressWithPrefix(family, host.number());
        IpAddress router = host.subnet().address(family, Host.ROUTER_NUMBER);
        batch.line("addr add", address, "dev eth0", withoutDetection(family));
        batch.line("route add default via", router, lowerMss(host, family));
    }

    private static String lowerMss(Host host, Family family) {
        if (!Host.REMOTE_SERVERS.contains(host)) {
            return "";
        }
        return "advmss " + (family == Family.IPV4 ? TUNNEL_MSS_IPV4 : TUNNEL_MSS_IPV6);
    }

    private static void sendRepliesOfNatByDirector(IpBatch batch, Host host, Family family) {
        IpAddress rip = host.address(family);
        IpAddress director = Host.DIRECTOR1.address(family);
        batch.line("rule add from", rip, "lookup", NAT_TABLE, "priority", NAT_TABLE);
        // What a program writes whole to a raw socket, such as SCTP in user space, has no source when its way is
        // chosen.
        batch.line("rule add ipproto", IPPROTO_RAW, "lookup", NAT_TABLE, "priority", NAT_TABLE);
        batch.line("route add", Subnet.LAN.prefix(family), "dev eth0 table", NAT_TABLE);
        batch.line("route add default via", director, "table", NAT_TABLE);
    }

    private static String withoutDetection(Family family) {
        return family == Family.IPV6 ? "nodad" : "";
    }
}
