package dev.weir.linux.netlink;

import dev.weir.model.Family;
import java.util.Optional;

/** The numbers of the address families in the kernel. */
final class AddressFamily {
    static final int UNSPECIFIED = 0;
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;

    private AddressFamily() {}

    static int number(Family family) {
        return switch (family) {
            case IPV4 -> AF_INET;
            case IPV6 -> AF_INET6;
        };
    }

    /** The family of a number; empty for one that is not IP. */
    static Optional<Family> of(int number) {
        return switch (number) {
            case AF_INET -> Optional.of(Family.IPV4);
            case AF_INET6 -> Optional.of(Family.IPV6);
            default -> Optional.empty();
        };
    }
}
