package dev.weir.lab.network;

import dev.weir.lab.Command;
import dev.weir.model.Family;
import java.util.List;

/**
 * Lines for {@code ip -batch}, carried out in one namespace or on the machine itself, in order; the first failure
 * is the end of it.
 */
final class IpBatch {
    private final List<String> command;
    private final StringBuilder lines = new StringBuilder();

    IpBatch(String namespace) {
        this.command = List.of("ip", "-n", namespace, "-batch", "-");
    }

    /** For lines that concern one family, which rules can't tell by their addresses. */
    IpBatch(String namespace, Family family) {
        this.command = List.of("ip", family == Family.IPV4 ? "-4" : "-6", "-n", namespace, "-batch", "-");
    }

    /** On the machine itself. */
    IpBatch() {
        this.command = List.of("ip", "-batch", "-");
    }

    /** Adds a line of these words, with spaces between them. */
    IpBatch line(Object... words) {
        for (Object word : words) {
            lines.append(word).append(' ');
        }
        lines.append('\n');
        return this;
    }

    void run() {
        new Command(command).runWith(lines.toString());
    }
}
