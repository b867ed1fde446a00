package dev.weir.api;

import java.util.List;

/**
 * The answer to whatever changes something, or would: the changes from what is to what is wanted.
 *
 * @param revision the desired state that is in force after it
 * @param changes in the order they are made; empty if there is nothing to change
 */
public record Changes(long revision, List<Change> changes) {
    public Changes {
        changes = List.copyOf(changes);
    }
}
