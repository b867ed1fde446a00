package dev.weir.benchmarks.lab;

import dev.weir.lab.LabService;
import dev.weir.lab.network.Host;
import dev.weir.lab.network.KernelPeer;
import dev.weir.model.IpAddress;

/** A way by which the client reaches real servers; the same load is sent by each. IPv4. */
enum Way {
    PLAIN_ROUTING("plain routing", Host.DIRECTOR2),
    NFTABLES_DNAT("nftables DNAT", Host.DIRECTOR2),
    WEIR_NAT("Weir, NAT", Host.DIRECTOR1),
    WEIR_TUNNELLING("Weir, tunnelling", Host.DIRECTOR1),
    WEIR_DIRECT_ROUTING("Weir, direct routing", Host.DIRECTOR1);

    private final String title;
    private final Host director;

    Way(String title, Host director) {
        this.title = title;
        this.director = director;
    }

    String title() {
        return title;
    }

    /** The host in the middle, which replies from a server's own address must go by. */
    Host director() {
        return director;
    }

    /** What the client asks. */
    IpAddress address() {
        return switch (this) {
            case PLAIN_ROUTING -> KernelPeer.plainServer();
            case NFTABLES_DNAT -> KernelPeer.vip();
            case WEIR_NAT -> LabService.NAT_IPV4.vip();
            case WEIR_TUNNELLING -> LabService.TUNNELLING_IPV4.vip();
            case WEIR_DIRECT_ROUTING -> LabService.DIRECT_ROUTING_IPV4.vip();
        };
    }
}
