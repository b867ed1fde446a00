package dev.weir.scheduling.choice;

import java.util.List;
import java.util.OptionalInt;

/** {@code nq}: the first server without an active connection, else as {@code sed} ({@code ip_vs_nq.c}). */
final class FirstIdle implements Choice {
    private final Slots slots;
    private final Least otherwise;

    FirstIdle(Slots slots) {
        this.slots = slots;
        this.otherwise = Least.delay(slots);
    }

    @Override
    public OptionalInt choose(Arrival arrival, List<Load> loads) {
        OptionalInt idle = slots.firstFrom(
                0, server -> loads.get(server).takesNew() && loads.get(server).active() == 0);
        return idle.isPresent() ? idle : otherwise.choose(arrival, loads);
    }
}
