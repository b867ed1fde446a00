package dev.weir.cli;

import dev.weir.model.Endpoint;
import dev.weir.model.ServiceKey;
import dev.weir.simulation.RecordedFlow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads lines {@code CLIENT:PORT PROTOCOL/VIP:PORT [SERVER:PORT]}, millions of them: a service and a server that were
 * read once are not read again. After {@code #} comes a comment. For one thread.
 */
final class FlowLine {
    private final Map<String, ServiceKey> services = new HashMap<>();
    private final Map<String, Optional<Endpoint>> servers = new HashMap<>();
    private final List<String> words = new ArrayList<>();

    /**
     * The flow of a line; empty if nothing stands there but a comment.
     *
     * @throws IllegalArgumentException if it is not understood; the message says why
     */
    Optional<RecordedFlow> read(String line) {
        split(line);
        if (words.isEmpty()) {
            return Optional.empty();
        }
        if (words.size() != 2 && words.size() != 3) {
            throw new IllegalArgumentException("'" + line.strip() + "' has not two or three words");
        }
        return Optional.of(new RecordedFlow(
                Endpoint.parse(words.getFirst()),
                services.computeIfAbsent(words.get(1), ServiceName::parse),
                words.size() == 2
                        ? Optional.empty()
                        : servers.computeIfAbsent(words.get(2), text -> Optional.of(Endpoint.parse(text)))));
    }

    private void split(String line) {
        words.clear();
        int comment = line.indexOf('#');
        int end = comment < 0 ? line.length() : comment;
        int begin = 0;
        for (int i = 0; i <= end; i++) {
            if (i == end || line.charAt(i) <= ' ') {
                if (i > begin) {
                    words.add(line.substring(begin, i));
                }
                begin = i + 1;
            }
        }
    }
}
