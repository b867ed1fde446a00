package dev.weir.lab.network;

import dev.weir.model.Family;
import dev.weir.model.IpAddress;
import java.util.List;
import java.util.stream.IntStream;

/** The many addresses of the one client host, by which it can be many clients. */
public final class ClientAddresses {
    private static final int FIRST = 32;
    private static final int COUNT = 192;

    private ClientAddresses() {}

    /** All of a family: 203.0.113.32 to .223, and {@code 2001:db8:c::32} to {@code ::223}. */
    public static List<IpAddress> all(Family family) {
        return IntStream.range(FIRST, FIRST + COUNT)
                .mapToObj(number -> Subnet.CLIENTS.address(family, number))
                .toList();
    }

    /** Those of IPv6 are deprecated, so that none is taken without being asked for. */
    static void add(IpBatch batch, Family family) {
        String lifetime = family == Family.IPV6 ? "nodad preferred_lft 0" : "";
        for (IpAddress address : all(family)) {
            batch.line("addr add", address + "/" + Subnet.CLIENTS.prefixLength(family), "dev eth0", lifetime);
        }
    }
}
