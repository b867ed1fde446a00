package dev.weir.api;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;

/** Reads what {@link ConnectionListWriter} wrote, one connection at a time. */
public final class ConnectionListReader {
    private ConnectionListReader() {}

    /**
     * Shows each connection of a list that was saved to {@code each}.
     *
     * @return how many connections matched when it was made, with those beyond its limit
     * @throws IOException if {@code in} can't be read, ends before the list does, or is none
     */
    public static long readSaved(InputStream in, Consumer<Connection> each) throws IOException {
        try {
            return read(in, each);
        } catch (JacksonException e) {
            throw new IOException("it is no list of connections: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Shows each connection to {@code each}.
     *
     * @return how many connections matched, with those beyond the limit
     * @throws JacksonException if {@code in} ends before the list does, or is none
     */
    static long read(InputStream in, Consumer<Connection> each) {
        long total = 0;
        try (JsonParser json = Json.parser(in)) {
            require(json, json.nextToken(), JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "connections" -> readAll(json, each);
                    case "total" -> total = json.getLongValue();
                    default -> json.skipChildren();
                }
            }
            require(json, json.currentToken(), JsonToken.END_OBJECT);
        }
        return total;
    }

    private static void readAll(JsonParser json, Consumer<Connection> each) {
        require(json, json.currentToken(), JsonToken.START_ARRAY);
        while (json.nextToken() == JsonToken.START_OBJECT) {
            each.accept(json.readValueAs(Connection.class));
        }
        require(json, json.currentToken(), JsonToken.END_ARRAY);
    }

    private static void require(JsonParser json, JsonToken found, JsonToken wanted) {
        if (found != wanted) {
            throw new StreamReadException(json, "expected " + wanted + ", found " + found);
        }
    }
}
