package dev.weir.model;

import java.util.List;
import java.util.Set;

/**
 * What a director needs to know beside its services.
 *
 * @param interfaces names of the interfaces whose packets it looks at, at least one; the first carries
 *     a VIP that lies in no interface's own network
 * @param attach how it is attached to them
 * @param capacity how much it holds at most
 * @param timeouts how long connections are kept
 * @param localPool what full NAT sends from
 */
public record DirectorSettings(
        List<String> interfaces, AttachModes attach, Capacity capacity, Timeouts timeouts, LocalPool localPool) {
    public DirectorSettings {
        interfaces = List.copyOf(interfaces);
        if (interfaces.isEmpty()) {
            throw new IllegalArgumentException("a director needs at least one interface");
        }
        for (String name : attach.exceptions().keySet()) {
            if (!Set.copyOf(interfaces).contains(name)) {
                throw new IllegalArgumentException(name + " is attached in a way of its own, and is not listed");
            }
        }
    }

    /** One without full NAT, attached as is best for each interface. */
    public DirectorSettings(List<String> interfaces, Capacity capacity, Timeouts timeouts) {
        this(interfaces, AttachModes.AUTO, capacity, timeouts, LocalPool.NONE);
    }
}
