package dev.weir.dataplane;

import java.util.List;

/**
 * The changes from an observed to a desired state, in the order they are to be made.
 *
 * @param changes what to do; empty if nothing is
 */
public record Plan(List<Change> changes) {
    public static final Plan NOTHING = new Plan(List.of());

    public Plan {
        changes = List.copyOf(changes);
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }
}
