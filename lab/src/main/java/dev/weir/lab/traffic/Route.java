package dev.weir.lab.traffic;

import dev.weir.model.Endpoint;
import dev.weir.model.IpAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Who asks whom.
 *
 * @param client the client's address; null for the one that its host takes
 * @param service where it asks
 */
public record Route(@Nullable IpAddress client, Endpoint service) {
    /** A port that was used a moment ago may still lead to the server that it led to. */
    private static final int FIRST_PORT = 20_000;

    private static final int PORTS = 40_000;
    private static final AtomicInteger PORTS_USED = new AtomicInteger();

    /** From whichever address. */
    public static Route to(IpAddress vip, int port) {
        return new Route(null, new Endpoint(vip, port));
    }

    public Route from(IpAddress newClient) {
        return new Route(newClient, service);
    }

    /** A TCP connection of the calling thread's namespace; from a port of its own if the client's address is given. */
    Socket connect(int deadlineMillis) throws IOException {
        Socket socket = new Socket();
        try {
            if (client != null) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getByAddress(client.bytes()), nextPort()));
            }
            socket.connect(address(), deadlineMillis);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    static int nextPort() {
        return FIRST_PORT + PORTS_USED.getAndIncrement() % PORTS;
    }

    InetSocketAddress address() throws IOException {
        return new InetSocketAddress(InetAddress.getByAddress(service.address().bytes()), service.port());
    }
}
