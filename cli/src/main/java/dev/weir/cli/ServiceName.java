package dev.weir.cli;

import dev.weir.model.Endpoint;
import dev.weir.model.Protocol;
import dev.weir.model.ServiceKey;
import java.util.Locale;

/** How a service is written on a command line and in a file of flows: {@code TCP/192.0.2.10:80}. */
final class ServiceName {
    private ServiceName() {}

    /**
     * Reads one; its protocol in either case.
     *
     * @throws IllegalArgumentException if it is none
     */
    static ServiceKey parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("'" + text + "' is no PROTOCOL/VIP:PORT, such as TCP/192.0.2.10:80");
        }
        return new ServiceKey(Endpoint.parse(text.substring(slash + 1)), protocol(text.substring(0, slash)));
    }

    /** A protocol by its name, in either case. */
    static Protocol protocol(String name) {
        for (Protocol protocol : Protocol.values()) {
            if (protocol.name().equals(name.toUpperCase(Locale.ROOT))) {
                return protocol;
            }
        }
        throw new IllegalArgumentException("'" + name + "' is none of tcp, udp and sctp");
    }

    static String of(ServiceKey key) {
        return key.protocol() + "/" + key.vip();
    }
}
