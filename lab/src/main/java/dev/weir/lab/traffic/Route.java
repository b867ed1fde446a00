package dev.weir.lab.traffic;

import dev.weir.model.Endpoint;
import dev.weir.model.IpAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/**
 * Who asks whom.
 *
 * @param client the client's address; null for the one that its host takes
 * @param service where it asks
 */
public record Route(@Nullable IpAddress client, Endpoint service) {
    /** From whichever address. */
    public static Route to(IpAddress vip, int port) {
        return new Route(null, new Endpoint(vip, port));
    }

    public Route from(IpAddress newClient) {
        return new Route(newClient, service);
    }

    /** A TCP connection of the calling thread's namespace. */
    Socket connect(int deadlineMillis) throws IOException {
        Socket socket = new Socket();
        try {
            if (client != null) {
                socket.bind(new InetSocketAddress(InetAddress.getByAddress(client.bytes()), 0));
            }
            socket.connect(address(), deadlineMillis);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    InetSocketAddress address() throws IOException {
        return new InetSocketAddress(InetAddress.getByAddress(service.address().bytes()), service.port());
    }
}
