package dev.weir.dataplane.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * The ports that agree in their first bits, as a trie has them.
 *
 * <pre>
 *   8000-8999    0001 1111 01.. ....    8000 of 10 bits: 8000-8063
 *                0001 1111 1... ....    8064 of 9 bits: 8064-8191
 *                0010 000. .... ....    and so on, the widest that fits each time
 * </pre>
 *
 * @param port the first of them
 * @param bits how many bits they agree in: 16 for one port, 0 for any
 */
record PortPrefix(int port, int bits) {
    static final int ALL_BITS = 16;
    static final PortPrefix ANY = new PortPrefix(0, 0);

    PortPrefix {
        if (bits < 0 || bits > ALL_BITS || port < 0 || port > 0xffff || port % (1 << (ALL_BITS - bits)) != 0) {
            throw new IllegalArgumentException("no ports agree in just the first " + bits + " bits of " + port);
        }
    }

    static PortPrefix of(int port) {
        return new PortPrefix(port, ALL_BITS);
    }

    /** The fewest prefixes that are just the ports from the first to the last, in their order. */
    static List<PortPrefix> covering(int first, int last) {
        List<PortPrefix> prefixes = new ArrayList<>();
        int next = first;
        while (next <= last) {
            PortPrefix widest = widestFrom(next, last);
            prefixes.add(widest);
            next = widest.lastPort() + 1;
        }
        return prefixes;
    }

    private static PortPrefix widestFrom(int first, int last) {
        int aligned = first == 0 ? ALL_BITS : Math.min(ALL_BITS, Integer.numberOfTrailingZeros(first));
        int fitting = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(last - first + 1);
        return new PortPrefix(first, ALL_BITS - Math.min(aligned, fitting));
    }

    int lastPort() {
        return port + (1 << (ALL_BITS - bits)) - 1;
    }
}
