package dev.weir.lab;

import dev.weir.model.ForwardingMethod;
import dev.weir.model.Protocol;
import java.util.Locale;

/** What the real servers serve. */
public enum Application {
    /** Pages, by nginx. */
    WEB_TCP(Protocol.TCP, 80, 8080),
    /** Names over TCP, by dnsmasq. */
    DNS_TCP(Protocol.TCP, 53, 53),
    /** Names over UDP, by dnsmasq. */
    DNS_UDP(Protocol.UDP, 53, 53);

    private final Protocol protocol;
    private final int port;
    private final int mappedPort;

    Application(Protocol protocol, int port, int mappedPort) {
        this.protocol = protocol;
        this.port = port;
        this.mappedPort = mappedPort;
    }

    /** {@code web-tcp}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Protocol protocol() {
        return protocol;
    }

    /** The VIP's port. */
    public int port() {
        return port;
    }

    /** The servers' port: another than the VIP's where the method can map it, to show that it does. */
    public int serverPort(ForwardingMethod method) {
        return method.mapsPorts() ? mappedPort : port;
    }
}
