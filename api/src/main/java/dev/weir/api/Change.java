package dev.weir.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One change that a plan makes, or made.
 *
 * @param action whether something is added, removed or changed
 * @param service the service it concerns, {@code tcp 192.0.2.10:80}
 * @param text the change in words: {@code add server 10.0.0.1:8080 (weight 1) to tcp 192.0.2.10:80}
 */
public record Change(Action action, String service, String text) {

    /** What becomes of the thing. */
    public enum Action {
        @JsonProperty("add")
        ADD,
        @JsonProperty("remove")
        REMOVE,
        @JsonProperty("change")
        CHANGE
    }
}
