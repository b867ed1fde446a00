package dev.weir.config;

import dev.weir.model.Capacity;
import dev.weir.model.ConnectionState;
import dev.weir.model.DesiredState;
import dev.weir.model.DirectorSettings;
import dev.weir.model.Family;
import dev.weir.model.IpAddress;
import dev.weir.model.RealServer;
import dev.weir.model.Timeouts;
import dev.weir.model.VirtualService;
import java.util.Arrays;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/** Writes a state as a cluster file. */
final class ClusterWriter {
    private final StringBuilder text = new StringBuilder();

    String write(DesiredState state) {
        writeDirector(state.settings());
        line(state.services().isEmpty() ? "services: []" : "services:");
        state.services().forEach(this::writeService);
        return text.toString();
    }

    private void writeDirector(DirectorSettings settings) {
        line("director:");
        line("  interfaces: "
                + settings.interfaces().stream().map(ClusterWriter::quoted).collect(listed()));
        line("  capacity: " + capacity(settings.capacity()));
        line("  timeouts: " + timeouts(settings.timeouts()));
    }

    private static String capacity(Capacity capacity) {
        return "{services: " + capacity.services() + ", servers: " + capacity.servers() + ", connections: "
                + capacity.connections() + ", scheduler-slots: " + capacity.schedulerSlots() + "}";
    }

    private static String timeouts(Timeouts timeouts) {
        return Arrays.stream(ConnectionState.values())
                .map(state -> Values.kebab(state) + ": " + Durations.format(timeouts.of(state)))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private void writeService(VirtualService service) {
        line("  - vip: " + address(service.key().vip().address()));
        line("    port: " + service.key().vip().port());
        line("    protocol: " + Values.kebab(service.key().protocol()));
        line("    scheduler: " + Values.kebab(service.scheduler()));
        line("    forwarding: " + Values.kebab(service.method()));
        line(service.servers().isEmpty() ? "    servers: []" : "    servers:");
        service.servers().forEach(this::writeServer);
    }

    private void writeServer(RealServer server) {
        line("      - {address: " + address(server.endpoint().address()) + ", port: "
                + server.endpoint().port() + ", weight: " + server.weight() + "}");
    }

    /** Quoted where its colons might read as a key's. */
    private static String address(IpAddress address) {
        return address.family() == Family.IPV4 ? address.toString() : quoted(address.toString());
    }

    private static String quoted(String value) {
        boolean isPlain = value.matches("[a-z]+[0-9]+");
        return isPlain ? value : "'" + value.replace("'", "''") + "'";
    }

    private static Collector<CharSequence, ?, String> listed() {
        return Collectors.joining(", ", "[", "]");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
