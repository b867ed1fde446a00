package dev.weir.scheduling.choice;

import dev.weir.model.IpAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * {@code lblc}: a destination goes where it went before, to the cache that has it, unless that server is overloaded
 * or takes nothing new; then where {@code wlc} says, from now on ({@code ip_vs_lblc.c}).
 */
final class ByLocality implements Choice {
    private final Slots slots;
    private final Least otherwise;
    private final Map<IpAddress, Integer> chosen = new HashMap<>();

    ByLocality(Slots slots) {
        this.slots = slots;
        this.otherwise = Least.connectionsForPull(slots);
    }

    @Override
    public OptionalInt choose(Arrival arrival, List<Load> loads) {
        if (slots.count() == 0) {
            return OptionalInt.empty();
        }
        Integer known = chosen.get(arrival.destination());
        if (known != null && loads.get(known).takesNew() && !Overload.isOverloaded(loads.get(known), slots, loads)) {
            return OptionalInt.of(known);
        }
        OptionalInt server = otherwise.choose(arrival, loads);
        server.ifPresent(index -> chosen.put(arrival.destination(), index));
        return server;
    }
}
