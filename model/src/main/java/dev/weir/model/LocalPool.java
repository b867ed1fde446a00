package dev.weir.model;

import java.util.HashSet;
import java.util.List;

/**
 * The director's own addresses that full NAT sends from, each port of which serves one connection of a protocol.
 *
 * @param addresses of any family, each once, up to 256; must be the director's own on a network that servers reach
 * @param firstPort the lowest port that is given out, 1 to 65,535
 * @param lastPort the highest, not below it
 */
public record LocalPool(List<IpAddress> addresses, int firstPort, int lastPort) {
    public static final int MAX_ADDRESSES = 256;

    /** Above what most servers listen on, and below what Linux gives to sockets of the director's own by default. */
    public static final int FIRST_PORT = 10_000;

    public static final int LAST_PORT = 32_767;

    public static final LocalPool NONE = new LocalPool(List.of(), FIRST_PORT, LAST_PORT);

    public LocalPool {
        addresses = List.copyOf(addresses);
        if (addresses.size() > MAX_ADDRESSES) {
            throw new IllegalArgumentException(addresses.size() + " local addresses are more than " + MAX_ADDRESSES);
        }
        if (new HashSet<>(addresses).size() < addresses.size()) {
            throw new IllegalArgumentException("a local address stands twice in " + addresses);
        }
        if (firstPort < 1 || lastPort > 65_535 || firstPort > lastPort) {
            throw new IllegalArgumentException(
                    "local ports " + firstPort + "-" + lastPort + " are no range in 1..65535");
        }
    }
}
