package dev.weir.model;

import java.util.List;

/**
 * What a director needs to know beside its services.
 *
 * @param interfaces names of the interfaces whose packets it looks at, at least one; the first carries
 *     a VIP that lies in no interface's own network
 * @param capacity how much it holds at most
 * @param timeouts how long connections are kept
 * @param localPool what full NAT sends from
 */
public record DirectorSettings(List<String> interfaces, Capacity capacity, Timeouts timeouts, LocalPool localPool) {
    public DirectorSettings {
        interfaces = List.copyOf(interfaces);
        if (interfaces.isEmpty()) {
            throw new IllegalArgumentException("a director needs at least one interface");
        }
    }

    /** One without full NAT. */
    public DirectorSettings(List<String> interfaces, Capacity capacity, Timeouts timeouts) {
        this(interfaces, capacity, timeouts, LocalPool.NONE);
    }
}
