package dev.weir.cli;

import dev.weir.api.Server;
import dev.weir.api.Servers;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The SERVER that a command is about, in each service that has it or in the one that is named. */
final class ServerChoice {
    private static final String PROTOCOL = "(?i)(tcp|udp|sctp)[: /]";

    @Parameters(
            index = "0",
            paramLabel = "SERVER",
            description = "The real server: RIP:PORT, or RIP for all of its ports, as weir servers shows it.")
    private String server = "";

    @Option(
            names = "--service",
            paramLabel = "SERVICE",
            description =
                    "In this service only: VIP:PORT, VIP or PROTOCOL:VIP:PORT. Default: in each that has the server.")
    private @Nullable String service;

    /** An address, and a port unless any will do. */
    private record Place(InetAddress address, @Nullable String port) {
        private static Place of(String text) {
            int bracket = text.indexOf(']');
            int colon = text.lastIndexOf(':');
            boolean hasPort = bracket >= 0 ? colon > bracket : colon >= 0 && colon == text.indexOf(':');
            String host = hasPort ? text.substring(0, colon) : text;
            String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
            return new Place(InetAddress.ofLiteral(bare), hasPort ? text.substring(colon + 1) : null);
        }

        private boolean includes(Place other) {
            return address.equals(other.address) && (port == null || port.equals(other.port));
        }
    }

    /**
     * Those of {@code servers} that are meant; empty if there is no such server.
     *
     * @throws IllegalArgumentException if what was asked for is no server or service at all
     */
    List<Server> among(Servers servers) {
        Place wanted = place(server, "server");
        return servers.servers().stream()
                .filter(candidate -> wanted.includes(Place.of(candidate.address())))
                .filter(this::isOfService)
                .toList();
    }

    private boolean isOfService(Server candidate) {
        if (service == null) {
            return true;
        }
        String vip = service.replaceFirst("^" + PROTOCOL, "");
        boolean isAnyProtocol = vip.length() == service.length();
        return (isAnyProtocol || service.toLowerCase(Locale.ROOT).startsWith(candidate.protocol()))
                && place(vip, "service").includes(Place.of(candidate.vip()));
    }

    private static Place place(String text, String what) {
        try {
            return Place.of(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no " + what + ": name it by its address, as weir servers shows it", e);
        }
    }

    /** What to say when there is none. */
    String missing() {
        return "no service" + (service == null ? "" : " " + service) + " has a server " + server
                + ": weir servers lists them";
    }

    /** {@code 10.0.0.1:8080}, as it was asked for. */
    String server() {
        return server;
    }

    /** The words that a command line names the same servers with. */
    String words() {
        return service == null ? server : server + " --service '" + service + "'";
    }
}
