package dev.weir.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * The body of {@code PUT /api/v1/services/{service}/servers/{server}/weight}.
 *
 * @param weight the server's share of new connections, 0 to 65535; 0 quiesces it
 */
public record Weight(@JsonProperty(required = true) int weight) {

    /** Reads {@code {"weight": 5}}; empty if {@code json} is no such thing. */
    public static Optional<Weight> parse(String json) {
        try {
            return Optional.ofNullable(Json.read(json, Weight.class));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
