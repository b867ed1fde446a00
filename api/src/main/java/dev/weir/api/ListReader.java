package dev.weir.api;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;

/** Reads what {@link ListWriter} wrote, one record at a time. */
public final class ListReader {
    private ListReader() {}

    /**
     * Shows each connection of a list that was saved to {@code each}.
     *
     * @return how many connections matched when it was made, with those beyond its limit
     * @throws IOException if {@code in} can't be read, ends before the list does, or is none
     */
    public static long readSavedConnections(InputStream in, Consumer<Connection> each) throws IOException {
        try {
            return read(in, "connections", Connection.class, each);
        } catch (JacksonException e) {
            throw new IOException("it is no list of connections: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Shows each record of the list {@code name} to {@code each}.
     *
     * @return how many matched, with those beyond the limit
     * @throws JacksonException if {@code in} ends before the list does, or is none
     */
    static <T> long read(InputStream in, String name, Class<T> type, Consumer<T> each) {
        long total = 0;
        try (JsonParser json = Json.parser(in)) {
            require(json, json.nextToken(), JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String member = json.currentName();
                json.nextToken();
                if (member.equals(name)) {
                    readAll(json, type, each);
                } else if (member.equals("total")) {
                    total = json.getLongValue();
                } else {
                    json.skipChildren();
                }
            }
            require(json, json.currentToken(), JsonToken.END_OBJECT);
        }
        return total;
    }

    private static <T> void readAll(JsonParser json, Class<T> type, Consumer<T> each) {
        require(json, json.currentToken(), JsonToken.START_ARRAY);
        while (json.nextToken() == JsonToken.START_OBJECT) {
            each.accept(json.readValueAs(type));
        }
        require(json, json.currentToken(), JsonToken.END_ARRAY);
    }

    private static void require(JsonParser json, JsonToken found, JsonToken wanted) {
        if (found != wanted) {
            throw new StreamReadException(json, "expected " + wanted + ", found " + found);
        }
    }
}
