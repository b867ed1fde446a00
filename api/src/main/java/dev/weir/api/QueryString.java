package dev.weir.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The query part of a URL while it is put together. */
final class QueryString {
    private final StringJoiner parts = new StringJoiner("&");

    static void requireLimit(int limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("limit " + limit + " is negative; 0 asks for all");
        }
    }

    /** Adds a parameter unless its value is null. */
    QueryString with(String name, @Nullable String value) {
        if (value != null) {
            parts.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
        return this;
    }

    /** Without its question mark. */
    @Override
    public String toString() {
        return parts.toString();
    }
}
