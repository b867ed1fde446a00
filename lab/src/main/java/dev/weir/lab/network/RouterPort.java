package dev.weir.lab.network;

import java.util.Locale;

/** One of the router's interfaces. */
enum RouterPort {
    CLIENTS(Subnet.CLIENTS),
    LAN(Subnet.LAN),
    REMOTE(Subnet.REMOTE);

    private final Subnet subnet;

    RouterPort(Subnet subnet) {
        this.subnet = subnet;
    }

    Subnet subnet() {
        return subnet;
    }

    /** The interface's name. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The interface's Ethernet address. */
    String mac() {
        return subnet.mac(Host.ROUTER_NUMBER);
    }
}
