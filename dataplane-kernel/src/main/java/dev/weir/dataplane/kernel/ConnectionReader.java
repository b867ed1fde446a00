package dev.weir.dataplane.kernel;

import dev.weir.dataplane.Connection;
import dev.weir.dataplane.ServerKey;
import dev.weir.dataplane.kernel.PlaceDirectory.Occupant;
import dev.weir.linux.Mapping;
import dev.weir.linux.Memory;
import dev.weir.linux.bpf.BpfMap;
import dev.weir.linux.bpf.Btf;
import dev.weir.linux.bpf.Field;
import dev.weir.linux.bpf.RecordLayout;
import dev.weir.model.ConnectionState;
import dev.weir.model.Endpoint;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads the connection table, which stays in the kernel: its memory is mapped for the time of a reading, and a
 * connection becomes an object only to be shown. Any thread may use it, several at once.
 */
final class ConnectionReader {
    private final BpfMap map;
    private final RuntimeRecord runtime;
    private final long stride;

    /** By the packet path's number; empty where that is of no recorded connection. */
    private final List<Optional<ConnectionState>> states = new ArrayList<>();

    private final AddressField client;
    private final Field clientPort;
    private final Field life;
    private final Field state;
    private final Field seen;
    private final Field server;
    private final Field generation;

    ConnectionReader(BpfMap map, Btf btf, Numbers numbers, RuntimeRecord runtime) {
        this.map = map;
        this.runtime = runtime;
        stride = map.mappedStride();
        RecordLayout layout = btf.record("conn_entry");
        client = AddressField.of(layout, "client");
        clientPort = layout.field("client_port");
        life = layout.field("life");
        state = layout.field("state");
        seen = layout.field("seen");
        server = layout.field("server");
        generation = layout.field("generation");
        for (int number = 0; number < 1 << Byte.SIZE; number++) {
            states.add(numbers.connectionState(number));
        }
    }

    /** How many connections there is room for. */
    long capacity() {
        return map.info().maxEntries() - 1L;
    }

    /** Shows each recorded connection whose server is there. */
    void read(PlaceDirectory directory, Consumer<Connection> consumer) {
        try (Mapping mapping = map.map(Mapping.Access.READ)) {
            Memory entries = mapping.memory();
            long end = Math.min(runtime.used(), capacity());
            for (long number = 1; number <= end; number++) {
                read(entries, number * stride, directory, consumer);
            }
        }
    }

    private void read(Memory entries, long base, PlaceDirectory directory, Consumer<Connection> consumer) {
        Optional<ConnectionState> current = states.get((int) state.get(entries, base));
        if (current.isEmpty()) {
            return;
        }
        Occupant occupant = directory.at((int) server.get(entries, base));
        if (occupant.server().isEmpty() || occupant.generation() != generation.get(entries, base)) {
            return;
        }
        show(entries, base, current.get(), occupant.server().get(), consumer);
    }

    private void show(
            Memory entries, long base, ConnectionState current, ServerKey key, Consumer<Connection> consumer) {
        long lifeBefore = life.get(entries, base);
        VarHandle.acquireFence();
        Endpoint from = new Endpoint(client.get(entries, base), (int) clientPort.getNetworkOrder(entries, base));
        int idleTicks = runtime.now() - (int) seen.get(entries, base);
        VarHandle.acquireFence();
        if (life.get(entries, base) != lifeBefore) {
            return;
        }
        long left = runtime.timeoutTicks((int) state.get(entries, base)) - Math.max(0, idleTicks);
        consumer.accept(new Connection(key.service(), from, key.server(), current, runtime.ofTicks(Math.max(0, left))));
    }
}
