package dev.weir.simulation;

import dev.weir.model.Endpoint;
import dev.weir.model.VirtualService;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Numbers the servers of a service as it was and as it would be: first those that it had, then those that join. */
final class Roster {
    static final int ABSENT = -1;

    private final Map<Endpoint, Integer> numbers = new LinkedHashMap<>();

    Roster(VirtualService before, VirtualService after) {
        before.servers().forEach(server -> numbers.putIfAbsent(server.endpoint(), numbers.size()));
        after.servers().forEach(server -> numbers.putIfAbsent(server.endpoint(), numbers.size()));
    }

    int size() {
        return numbers.size();
    }

    List<Endpoint> endpoints() {
        return List.copyOf(numbers.keySet());
    }

    /** A server's number, or {@link #ABSENT}. */
    int number(Endpoint endpoint) {
        return numbers.getOrDefault(endpoint, ABSENT);
    }

    /** A table of one of the two, with these numbers instead of places in its list. */
    int[] numbered(int[] slots, VirtualService service) {
        int[] ofPlace = service.servers().stream()
                .mapToInt(server -> number(server.endpoint()))
                .toArray();
        return Arrays.stream(slots).map(place -> ofPlace[place]).toArray();
    }
}
