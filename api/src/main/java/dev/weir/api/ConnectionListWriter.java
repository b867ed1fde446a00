package dev.weir.api;

import java.io.OutputStream;
import java.io.Writer;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the answer of {@code GET /api/v1/connections}, {@code {"connections": [...], "total": N}}, one connection at
 * a time: a million of them never stand in memory together. What is beyond the limit is counted only.
 */
public final class ConnectionListWriter implements Consumer<Connection> {
    private final JsonGenerator json;
    private final int limit;
    private long total;

    /** Writes to {@code out} at most {@code limit} connections, 0 for all; the caller closes {@code out}. */
    public ConnectionListWriter(OutputStream out, int limit) {
        this(Json.generator(out), limit);
    }

    /** Writes as text. */
    public ConnectionListWriter(Writer out, int limit) {
        this(Json.generator(out), limit);
    }

    private ConnectionListWriter(JsonGenerator json, int limit) {
        this.json = json;
        this.limit = limit;
        json.writeStartObject();
        json.writeName("connections");
        json.writeStartArray();
    }

    /** Whether another connection would still be written, rather than counted. */
    public boolean hasRoom() {
        return limit == 0 || total < limit;
    }

    @Override
    public void accept(Connection connection) {
        if (hasRoom()) {
            json.writePOJO(connection);
        }
        total++;
    }

    /** Counts connections that the caller need not make: there is no room for them. */
    public void count(long more) {
        total += more;
    }

    /** Ends the list with its total. A list that isn't finished is no JSON, so that none takes it for whole. */
    public void finish() {
        json.writeEndArray();
        json.writeNumberProperty("total", total);
        json.writeEndObject();
        json.close();
    }
}
