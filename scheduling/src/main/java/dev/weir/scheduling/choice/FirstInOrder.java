package dev.weir.scheduling.choice;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;

/** {@code fo} and {@code ovf}: of slots that have the heaviest server first, the first that will do. */
final class FirstInOrder implements Choice {
    private final Slots slots;
    private final Predicate<Load> will;

    private FirstInOrder(Slots slots, Predicate<Load> will) {
        this.slots = slots;
        this.will = will;
    }

    /** {@code fo}: the heaviest that takes new connections ({@code ip_vs_fo.c}). */
    static FirstInOrder available(Slots slots) {
        return new FirstInOrder(slots, Load::takesNew);
    }

    /** {@code ovf}: of those, the heaviest with no more active connections than its weight ({@code ip_vs_ovf.c}). */
    static FirstInOrder withRoom(Slots slots) {
        return new FirstInOrder(slots, load -> load.takesNew() && load.active() <= load.weight());
    }

    @Override
    public OptionalInt choose(Arrival arrival, List<Load> loads) {
        return slots.firstFrom(0, server -> will.test(loads.get(server)));
    }
}
