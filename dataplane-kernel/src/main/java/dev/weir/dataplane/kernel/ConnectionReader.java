package dev.weir.dataplane.kernel;

import dev.weir.dataplane.Connection;
import dev.weir.dataplane.PersistentClient;
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
import dev.weir.model.Family;
import dev.weir.model.IpAddress;
import dev.weir.model.Persistence;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads the connection table, which stays in the kernel: its memory is mapped for the time of a reading, and an entry
 * becomes an object only to be shown. Any thread may use it, several at once.
 */
final class ConnectionReader {
    private final BpfMap map;
    private final RuntimeRecord runtime;
    private final StateTable serviceStates;
    private final long stride;

    /** By the packet path's number; empty where that is of no recorded connection. */
    private final List<Optional<ConnectionState>> states = new ArrayList<>();

    private final int template;
    private final AddressField client;
    private final AddressField vip;
    private final Field clientPort;
    private final Field vipPort;
    private final Field life;
    private final Field state;
    private final Field seen;
    private final Field server;
    private final Field generation;

    ConnectionReader(BpfMap map, Btf btf, Tables tables, RuntimeRecord runtime) {
        this.map = map;
        this.runtime = runtime;
        serviceStates = tables.states();
        stride = map.mappedStride();
        RecordLayout layout = btf.record("conn_entry");
        client = AddressField.of(layout, "client");
        vip = AddressField.of(layout, "vip");
        clientPort = layout.field("client_port");
        vipPort = layout.field("vip_port");
        life = layout.field("life");
        state = layout.field("state");
        seen = layout.field("seen");
        server = layout.field("server");
        generation = layout.field("generation");
        template = Math.toIntExact(btf.constant("CONN_TEMPLATE"));
        for (int number = 0; number < 1 << Byte.SIZE; number++) {
            states.add(tables.numbers().connectionState(number));
        }
    }

    /** How many connections there is room for. */
    long capacity() {
        return map.info().maxEntries() - 1L;
    }

    /** Shows each recorded connection whose server is there. */
    void connections(PlaceDirectory directory, Consumer<Connection> consumer) {
        scan((entries, base) -> states.get(stateOf(entries, base))
                .ifPresent(current -> serverOf(entries, base, directory)
                        .ifPresent(key -> show(entries, base, current, key, consumer))));
    }

    /** Shows each client that keeps a server which is there. */
    void persistentClients(PlaceDirectory directory, Consumer<PersistentClient> consumer) {
        scan((entries, base) -> {
            if (stateOf(entries, base) == template) {
                serverOf(entries, base, directory)
                        .ifPresent(key -> showClient(entries, base, directory, key, consumer));
            }
        });
    }

    /** Takes the entry that begins at a base, in bytes. */
    @FunctionalInterface
    private interface Visitor {
        void visit(Memory entries, long base);
    }

    private void scan(Visitor visitor) {
        try (Mapping mapping = map.map(Mapping.Access.READ)) {
            Memory entries = mapping.memory();
            long end = Math.min(runtime.used(), capacity());
            for (long number = 1; number <= end; number++) {
                visitor.visit(entries, number * stride);
            }
        }
    }

    private int stateOf(Memory entries, long base) {
        return (int) state.get(entries, base);
    }

    private Optional<ServerKey> serverOf(Memory entries, long base, PlaceDirectory directory) {
        Occupant occupant = directory.at((int) server.get(entries, base));
        boolean isIts = occupant.generation() == generation.get(entries, base);
        return isIts ? occupant.server() : Optional.empty();
    }

    private void show(
            Memory entries, long base, ConnectionState current, ServerKey key, Consumer<Connection> consumer) {
        long lifeBefore = life.get(entries, base);
        VarHandle.acquireFence();
        Endpoint from = new Endpoint(client.get(entries, base), (int) clientPort.getNetworkOrder(entries, base));
        Endpoint to = new Endpoint(vip.get(entries, base), (int) vipPort.getNetworkOrder(entries, base));
        long timeout = runtime.timeoutTicks(stateOf(entries, base));
        Duration expiresIn = untilExpired(entries, base, timeout);
        if (isStill(lifeBefore, entries, base)) {
            consumer.accept(new Connection(key.service(), from, to, key.server(), current, expiresIn));
        }
    }

    private void showClient(
            Memory entries, long base, PlaceDirectory directory, ServerKey key, Consumer<PersistentClient> consumer) {
        long lifeBefore = life.get(entries, base);
        VarHandle.acquireFence();
        IpAddress network = client.get(entries, base);
        Duration expiresIn =
                untilExpired(entries, base, serviceStates.persistenceTicks(directory.index(key.service())));
        if (isStill(lifeBefore, entries, base)) {
            int prefix = prefix(network, directory.persistence(key.service()));
            consumer.accept(new PersistentClient(key.service(), network, prefix, key.server(), expiresIn));
        }
    }

    /** Those that a service still remembers which asks for no persistence any more are shown as addresses. */
    private static int prefix(IpAddress network, Optional<Persistence> asked) {
        Persistence persistence = asked.orElse(Persistence.DEFAULT);
        return network.family() == Family.IPV4 ? persistence.ipv4Prefix() : persistence.ipv6Prefix();
    }

    private Duration untilExpired(Memory entries, long base, long timeoutTicks) {
        int idleTicks = runtime.now() - (int) seen.get(entries, base);
        return runtime.ofTicks(Math.max(0, timeoutTicks - Math.max(0, idleTicks)));
    }

    /** Whether the entry is what it was when its life was read: else what was read since may be another's. */
    private boolean isStill(long lifeBefore, Memory entries, long base) {
        VarHandle.acquireFence();
        return life.get(entries, base) == lifeBefore;
    }
}
