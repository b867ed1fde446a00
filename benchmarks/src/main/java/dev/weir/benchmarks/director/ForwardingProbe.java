package dev.weir.benchmarks.director;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Sends datagrams to services until one for each has come out at a server; opened and used in the world. */
final class ForwardingProbe implements AutoCloseable {
    private static final long PAUSE_NANOS = 2_000_000;
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final DatagramChannel client;
    private final DatagramChannel server;
    private final ByteBuffer buffer = ByteBuffer.allocate(Integer.BYTES);

    ForwardingProbe() {
        try {
            client = DatagramChannel.open();
            server = DatagramChannel.open().bind(new InetSocketAddress(LargeCluster.SERVER_PORT));
            server.configureBlocking(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Waits until the services of those numbers forward.
     *
     * @param alive asked now and then; throws if there is nothing to wait for
     */
    void await(Set<Integer> services, Runnable alive) {
        Set<Integer> silent = new HashSet<>(services);
        long start = System.nanoTime();
        while (!silent.isEmpty()) {
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                throw new IllegalStateException("the director forwards nothing to services " + silent + " in a minute");
            }
            alive.run();
            silent.forEach(this::send);
            LockSupport.parkNanos(PAUSE_NANOS);
            receiveAll(silent);
        }
    }

    private void send(int service) {
        try {
            buffer.clear().putInt(service).flip();
            client.send(buffer, new InetSocketAddress(LargeCluster.vip(service), LargeCluster.PORT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void receiveAll(Set<Integer> silent) {
        try {
            while (server.receive(buffer.clear()) != null) {
                if (buffer.flip().remaining() == Integer.BYTES) {
                    silent.remove(buffer.getInt());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try (client;
                server) {
            // Closing is all there is to do.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
