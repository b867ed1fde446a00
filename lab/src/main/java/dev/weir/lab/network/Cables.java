package dev.weir.lab.network;

import java.util.List;

/** The lab's cables (veth pairs) and switches (bridges). */
final class Cables {
    private Cables() {}

    static void lay() {
        laySwitches();
        layClientCable();
        bringUp();
    }

    /** The switch's end of a host's cable is named as the host, and the router's as its network. */
    private static void laySwitches() {
        IpBatch batch = new IpBatch(Namespaces.SWITCHES);
        for (RouterPort network : List.of(RouterPort.LAN, RouterPort.REMOTE)) {
            String bridge = "br-" + network.label();
            batch.line("link add", bridge, "type bridge mcast_snooping 0 stp_state 0 forward_delay 0");
            batch.line("link set", bridge, "up");
            plug(batch, bridge, network.label(), Host.ROUTER, network.label(), network.mac());
            for (Host host : Host.values()) {
                if (host != Host.ROUTER && host.subnet() == network.subnet()) {
                    plug(batch, bridge, host.label(), host, "eth0", host.mac());
                }
            }
        }
        batch.run();
    }

    private static void plug(IpBatch batch, String bridge, String port, Host host, String device, String mac) {
        batch.line("link add name", port, "type veth peer name", device, "address", mac, "netns", host.namespace());
        batch.line("link set", port, "master", bridge, "up");
    }

    private static void layClientCable() {
        RouterPort port = RouterPort.CLIENTS;
        new IpBatch(Host.ROUTER.namespace())
                .line(
                        "link add name",
                        port.label(),
                        "address",
                        port.mac(),
                        "type veth peer name eth0 address",
                        Host.CLIENT.mac(),
                        "netns",
                        Host.CLIENT.namespace())
                .run();
    }

    private static void bringUp() {
        for (Host host : Host.values()) {
            IpBatch batch = new IpBatch(host.namespace()).line("link set lo up");
            if (host == Host.ROUTER) {
                for (RouterPort port : RouterPort.values()) {
                    batch.line("link set", port.label(), "up");
                }
            } else {
                batch.line("link set eth0 up");
            }
            batch.run();
        }
    }
}
