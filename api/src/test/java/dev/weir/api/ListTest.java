package dev.weir.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

class ListTest {
    private static final Connection FIRST = connection(1);
    private static final Connection SECOND = connection(2);

    @Test
    void connectionsAreReadBackWithTheirTotal() {
        List<Connection> seen = new ArrayList<>();

        long total = read(written(0, FIRST, SECOND), seen);

        assertThat(seen).containsExactly(FIRST, SECOND);
        assertThat(total).isEqualTo(2);
    }

    @Test
    void whatIsBeyondTheLimitIsOnlyCounted() {
        List<Connection> seen = new ArrayList<>();

        long total = read(written(1, FIRST, SECOND), seen);

        assertThat(seen).containsExactly(FIRST);
        assertThat(total).isEqualTo(2);
    }

    @Test
    void anEmptyListIsAList() {
        assertThat(new String(written(0), StandardCharsets.UTF_8)).isEqualTo("{\"connections\":[],\"total\":0}");
    }

    @Test
    void aListThatBreaksOffIsAnError() {
        byte[] whole = written(0, FIRST, SECOND);
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(part, new ArrayList<>()))
                    .as("the first %d bytes", length)
                    .isInstanceOf(JacksonException.class);
        }
    }

    private static byte[] written(int limit, Connection... connections) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ListWriter<Connection> writer = new ListWriter<>(out, "connections", limit);
        List.of(connections).forEach(writer);
        writer.finish();
        return out.toByteArray();
    }

    private static long read(byte[] json, List<Connection> seen) {
        return ListReader.read(new ByteArrayInputStream(json), "connections", Connection.class, seen::add);
    }

    private static Connection connection(int host) {
        return new Connection("tcp", "10.0.0." + host + ":40000", "192.0.2.1:80", "10.1.0.1:80", "ESTABLISHED", 899);
    }
}
