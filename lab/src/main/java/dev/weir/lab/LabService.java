package dev.weir.lab;

import dev.weir.lab.network.Host;
import dev.weir.lab.network.Subnet;
import dev.weir.model.Family;
import dev.weir.model.ForwardingMethod;
import dev.weir.model.IpAddress;
import java.util.List;
import java.util.Locale;

/**
 * A VIP of the lab and how its packets are forwarded; web and name service are offered on each.
 *
 * <p>Clients know the VIP's family. Only {@code TUNNELLING_4IN6}'s servers are reached by the other.
 */
public enum LabService {
    NAT_IPV4(ForwardingMethod.NAT, Family.IPV4, Family.IPV4, 101),
    NAT_IPV6(ForwardingMethod.NAT, Family.IPV6, Family.IPV6, 101),
    TUNNELLING_IPV4(ForwardingMethod.TUNNELLING, Family.IPV4, Family.IPV4, 102),
    TUNNELLING_IPV6(ForwardingMethod.TUNNELLING, Family.IPV6, Family.IPV6, 102),
    TUNNELLING_4IN6(ForwardingMethod.TUNNELLING, Family.IPV4, Family.IPV6, 103),
    DIRECT_ROUTING_IPV4(ForwardingMethod.DIRECT_ROUTING, Family.IPV4, Family.IPV4, 104),
    DIRECT_ROUTING_IPV6(ForwardingMethod.DIRECT_ROUTING, Family.IPV6, Family.IPV6, 104);

    private final ForwardingMethod method;
    private final Family vipFamily;
    private final Family serverFamily;
    private final int vipNumber;

    LabService(ForwardingMethod method, Family vipFamily, Family serverFamily, int vipNumber) {
        this.method = method;
        this.vipFamily = vipFamily;
        this.serverFamily = serverFamily;
        this.vipNumber = vipNumber;
    }

    /** {@code nat-ipv4}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public ForwardingMethod method() {
        return method;
    }

    /** The family of the addresses by which the director reaches the servers. */
    public Family serverFamily() {
        return serverFamily;
    }

    public IpAddress vip() {
        return Subnet.LAN.address(vipFamily, vipNumber);
    }

    /** The real servers. */
    public List<Host> servers() {
        return method == ForwardingMethod.TUNNELLING ? Host.REMOTE_SERVERS : Host.LAN_SERVERS;
    }

    /** Whether the servers hold the VIP and answer clients themselves, past the director. */
    public boolean repliesBypassDirector() {
        return method != ForwardingMethod.NAT;
    }
}
