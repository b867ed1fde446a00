package dev.weir.config;

import dev.weir.model.AttachMode;
import dev.weir.model.AttachModes;
import dev.weir.model.Capacity;
import dev.weir.model.ConnectionState;
import dev.weir.model.DesiredState;
import dev.weir.model.DirectorSettings;
import dev.weir.model.Family;
import dev.weir.model.IpAddress;
import dev.weir.model.LocalPool;
import dev.weir.model.Match;
import dev.weir.model.RealServer;
import dev.weir.model.Timeouts;
import dev.weir.model.VirtualService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
                + settings.interfaces().stream()
                        .map(name -> networkInterface(name, settings.attach()))
                        .collect(listed()));
        line("  attach: " + Values.kebab(settings.attach().usual()));
        line("  capacity: " + capacity(settings.capacity()));
        line("  timeouts: " + timeouts(settings.timeouts()));
        if (!settings.localPool().equals(LocalPool.NONE)) {
            line("  local: " + localPool(settings.localPool()));
        }
    }

    private static String networkInterface(String name, AttachModes modes) {
        AttachMode own = modes.exceptions().get(name);
        return own == null ? quoted(name) : "{name: " + quoted(name) + ", attach: " + Values.kebab(own) + "}";
    }

    private static String capacity(Capacity capacity) {
        return "{services: " + capacity.services() + ", servers: " + capacity.servers() + ", connections: "
                + capacity.connections() + ", scheduler-slots: " + capacity.schedulerSlots() + "}";
    }

    private static String localPool(LocalPool pool) {
        return "{addresses: "
                + pool.addresses().stream().map(ClusterWriter::address).collect(listed()) + ", ports: "
                + pool.firstPort() + "-" + pool.lastPort() + "}";
    }

    private static String timeouts(Timeouts timeouts) {
        return Arrays.stream(ConnectionState.values())
                .map(state -> Values.kebab(state) + ": " + Durations.format(timeouts.of(state)))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private void writeService(VirtualService service) {
        Match own = service.matches().getFirst();
        line("  - vip: " + address(own.address()));
        line("    port: " + Ports.of(own));
        line("    protocol: " + Values.kebab(own.protocol()));
        writeAlso(own, service.options().also());
        line("    scheduler: " + Values.kebab(service.scheduler()));
        line("    forwarding: " + Values.kebab(service.method()));
        OptionsText.of(service.options()).forEach(option -> line("    " + option));
        line(service.servers().isEmpty() ? "    servers: []" : "    servers:");
        service.servers().forEach(server -> line("      - " + server(server)));
    }

    /** Of each only what differs from the service itself. */
    private void writeAlso(Match own, List<Match> also) {
        if (also.isEmpty()) {
            return;
        }
        line("    also:");
        for (Match match : also) {
            List<String> parts = new ArrayList<>();
            if (!match.address().equals(own.address())) {
                parts.add("vip: " + address(match.address()));
            }
            if (!Ports.of(match).equals(Ports.of(own))) {
                parts.add("port: " + Ports.of(match));
            }
            if (match.protocol() != own.protocol()) {
                parts.add("protocol: " + Values.kebab(match.protocol()));
            }
            line("      - " + braced(parts));
        }
    }

    /** Without its ramp, which is no one's wish but the hour's. */
    private static String server(RealServer server) {
        List<String> parts = new ArrayList<>();
        parts.add("address: " + address(server.endpoint().address()));
        parts.add("port: " + Ports.of(server.endpoint().port()));
        parts.add("weight: " + server.weight());
        if (server.thresholds().upper() != 0) {
            parts.add("max-connections: " + server.thresholds().upper());
        }
        if (server.thresholds().lower() != 0) {
            parts.add("resume-below: " + server.thresholds().lower());
        }
        if (!server.isRegular()) {
            parts.add("role: " + Values.kebab(server.role()));
        }
        return braced(parts);
    }

    private static String braced(List<String> parts) {
        return parts.stream().collect(Collectors.joining(", ", "{", "}"));
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
