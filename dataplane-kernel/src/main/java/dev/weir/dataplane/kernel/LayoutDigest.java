package dev.weir.dataplane.kernel;

import dev.weir.linux.bpf.Btf;
import dev.weir.linux.bpf.Field;
import dev.weir.linux.bpf.RecordLayout;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * A digest of all that must be the same for one release to adopt the maps of another: how the records lie in
 * memory, and what the numbers in them mean.
 */
final class LayoutDigest {
    private static final List<String> RECORDS = List.of(
            "conn_entry",
            "conn_bucket",
            "conn_note",
            "runtime",
            "server",
            "server_load",
            "server_counters",
            "service_key",
            "range_key",
            "service",
            "service_state",
            "party",
            "client_count",
            "locality",
            "single_key",
            "single",
            "interface",
            "answer_budget",
            "identity");

    private static final List<String> NUMBERS = List.of(
            "forwarding_method",
            "scheduler_kind",
            "conn_state",
            "conn_flag",
            "table_version",
            "clock_rate",
            "server_flag",
            "server_role",
            "service_flag",
            "range_prefix",
            "feature",
            "address_role");

    private LayoutDigest() {}

    /** SHA-256 over names, offsets and sizes. */
    static byte[] of(Btf btf) {
        StringBuilder text = new StringBuilder();
        RECORDS.forEach(name -> describe(btf.record(name), text));
        NUMBERS.forEach(name -> text.append(name).append(btf.enumeration(name)).append('\n'));
        return sha256(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void describe(RecordLayout layout, StringBuilder text) {
        text.append(layout.name()).append(' ').append(layout.size()).append('\n');
        for (String name : layout.fieldNames()) {
            Field field = layout.field(name);
            text.append(name).append(' ').append(field.offset()).append(' ').append(field.size());
            text.append('\n');
        }
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
