package dev.weir.lab.traffic;

import dev.weir.lab.LabException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/** Connections that one client begins all at once. */
public final class Burst {
    /** Long enough for an answer, and too short for a SYN to be sent again. */
    private static final Duration PATIENCE = Duration.ofMillis(400);

    private Burst() {}

    /** Begins {@code count} connections from the calling thread's namespace, and says how many came about. */
    public static int of(Route route, int count) {
        List<SocketChannel> channels = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                channels.add(begin(route));
            }
            LockSupport.parkNanos(PATIENCE.toNanos());
            int connected = 0;
            for (SocketChannel channel : channels) {
                connected += channel.finishConnect() ? 1 : 0;
            }
            return connected;
        } catch (IOException e) {
            throw new LabException("a burst of connections broke off: " + e.getMessage(), e);
        } finally {
            channels.forEach(Burst::close);
        }
    }

    private static SocketChannel begin(Route route) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        channel.bind(new InetSocketAddress(
                InetAddress.getByAddress(Objects.requireNonNull(route.client()).bytes()), Route.nextPort()));
        channel.connect(route.address());
        return channel;
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new LabException("a connection could not be closed: " + e.getMessage(), e);
        }
    }
}
