package dev.weir.scheduling.choice;

import java.util.List;

/** When {@code lblc} and {@code lblcr} give up a destination's server. */
final class Overload {
    private Overload() {}

    /**
     * Whether a server has more active connections than its weight, while another that takes new ones has less than
     * half of its own ({@code is_overloaded}, {@code ip_vs_lblc.c}).
     */
    static boolean isOverloaded(Load load, Slots slots, List<Load> loads) {
        return load.active() > load.weight()
                && slots.firstFrom(0, server -> isHalfIdle(loads.get(server))).isPresent();
    }

    private static boolean isHalfIdle(Load load) {
        return load.takesNew() && load.active() * 2 < load.weight();
    }
}
