package dev.weir.lab.network;

import java.util.ArrayList;
import java.util.List;

/** The kernel settings (sysctl) of each host, made before it has an interface. */
final class KernelSettings {
    /** Addresses are all static, and paths are asymmetric by design in tunnelling and direct routing. */
    private static final List<String> EVERYWHERE = List.of(
            "net.ipv6.conf.all.accept_ra=0",
            "net.ipv6.conf.default.accept_ra=0",
            "net.ipv6.conf.all.accept_dad=0",
            "net.ipv6.conf.default.accept_dad=0",
            "net.ipv4.conf.all.rp_filter=0",
            "net.ipv4.conf.default.rp_filter=0");

    private static final List<String> FORWARDING = List.of(
            "net.ipv4.ip_forward=1",
            "net.ipv6.conf.all.forwarding=1",
            "net.ipv4.conf.all.send_redirects=0",
            "net.ipv4.conf.default.send_redirects=0");

    /** What direct routing always needs: a server that holds the VIP must not claim it on the segment. */
    private static final List<String> SILENT_VIP =
            List.of("net.ipv4.conf.all.arp_ignore=1", "net.ipv4.conf.all.arp_announce=2");

    /** A client that opens connections by the ten thousand. */
    private static final List<String> MANY_CONNECTIONS =
            List.of("net.ipv4.ip_local_port_range=1024 65535", "net.ipv4.tcp_tw_reuse=1");

    private KernelSettings() {}

    static void apply() {
        set(Namespaces.SWITCHES, EVERYWHERE);
        for (Host host : Host.values()) {
            List<String> settings = new ArrayList<>(EVERYWHERE);
            if (host == Host.CLIENT) {
                settings.addAll(MANY_CONNECTIONS);
            } else if (host.isServer()) {
                settings.addAll(SILENT_VIP);
            } else {
                settings.addAll(FORWARDING);
            }
            set(host.namespace(), settings);
        }
    }

    private static void set(String namespace, List<String> settings) {
        List<String> arguments = new ArrayList<>(List.of("sysctl", "--quiet", "--write"));
        arguments.addAll(settings);
        Namespaces.command(namespace, arguments.toArray(String[]::new)).run();
    }
}
