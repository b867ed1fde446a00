package dev.weir.api;

import java.io.OutputStream;
import java.io.Writer;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the answer of {@code GET /api/v1/connections}, {@code {"connections": [...], "total": N}}, or another of that
 * form, one record at a time: a million of them never stand in memory together. What is beyond the limit is counted
 * only.
 */
public final class ListWriter<T extends Record> implements Consumer<T> {
    private final JsonGenerator json;
    private final int limit;
    private long total;

    /** Writes a list of that name to {@code out}, at most {@code limit} records, 0 for all; the caller closes it. */
    public ListWriter(OutputStream out, String name, int limit) {
        this(Json.generator(out), name, limit);
    }

    /** Writes as text. */
    public ListWriter(Writer out, String name, int limit) {
        this(Json.generator(out), name, limit);
    }

    private ListWriter(JsonGenerator json, String name, int limit) {
        this.json = json;
        this.limit = limit;
        json.writeStartObject();
        json.writeName(name);
        json.writeStartArray();
    }

    /** Whether another record would still be written, rather than counted. */
    public boolean hasRoom() {
        return limit == 0 || total < limit;
    }

    @Override
    public void accept(T record) {
        if (hasRoom()) {
            json.writePOJO(record);
        }
        total++;
    }

    /** Counts records that the caller need not make: there is no room for them. */
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
