package dev.weir.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * What one server of one service is called.
 *
 * @param protocol the service's protocol
 * @param vip where clients reach the service
 * @param address where the server listens (RIP and port)
 */
public record ServerName(String protocol, String vip, String address) {
    public static ServerName of(Server server) {
        return new ServerName(server.protocol(), server.vip(), server.address());
    }

    /** Where its weight is to be found: {@code services/tcp:192.0.2.10:80/servers/10.0.0.1:8080/weight}. */
    String weightPath() {
        return "services/" + encoded(protocol + ":" + vip) + "/servers/" + encoded(address) + "/weight";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** {@code 10.0.0.1:8080 of tcp 192.0.2.10:80}. */
    @Override
    public String toString() {
        return address + " of " + protocol + " " + vip;
    }
}
