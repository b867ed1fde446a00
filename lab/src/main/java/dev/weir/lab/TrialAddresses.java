package dev.weir.lab;

import dev.weir.lab.network.Subnet;
import dev.weir.model.Family;
import dev.weir.model.IpAddress;
import java.util.List;

/** The VIPs of services that stand for one trial of {@code weir lab verify}. */
public final class TrialAddresses {
    /** By NAT. */
    public static final IpAddress VIP = Subnet.LAN.address(Family.IPV4, 121);

    /** The same of IPv6. */
    public static final IpAddress VIP_IPV6 = Subnet.LAN.address(Family.IPV6, 121);

    /** For services with several. */
    public static final List<IpAddress> MORE =
            List.of(Subnet.LAN.address(Family.IPV4, 122), Subnet.LAN.address(Family.IPV4, 123));

    /** By direct routing: the LAN's real servers hold it. */
    public static final IpAddress DIRECT = Subnet.LAN.address(Family.IPV4, 124);

    /** The same of IPv6. */
    public static final IpAddress DIRECT_IPV6 = Subnet.LAN.address(Family.IPV6, 124);

    /** By a tunnel: the real servers behind the router hold it. */
    public static final IpAddress TUNNELLED = Subnet.LAN.address(Family.IPV4, 125);

    /** The same of IPv6. */
    public static final IpAddress TUNNELLED_IPV6 = Subnet.LAN.address(Family.IPV6, 125);

    private TrialAddresses() {}
}
