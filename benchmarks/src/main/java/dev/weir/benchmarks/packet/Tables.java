package dev.weir.benchmarks.packet;

import dev.weir.linux.Mapping;
import dev.weir.linux.Memory;
import dev.weir.linux.bpf.BpfMap;
import dev.weir.linux.bpf.BpfObject;
import dev.weir.linux.bpf.Btf;
import dev.weir.linux.bpf.RecordLayout;
import dev.weir.model.ConnectionState;
import dev.weir.model.Family;
import dev.weir.model.ForwardingMethod;
import dev.weir.model.Timeouts;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** The maps of one loaded packet path: sized, filled with one service, and emptied between rounds of new flows. */
final class Tables implements AutoCloseable {
    private static final byte[] MACS = HexFormat.of().parseHex("020000000003" + "020000000001");
    private static final int MTU = 1500;
    private static final int PROTOCOL_TCP = 6;
    private static final int SERVICE = 1;
    private static final int MILLIS_A_SECOND = 1_000;

    private final Btf btf;
    private final Map<String, BpfMap> maps;
    private final Mapping entries;
    private final Mapping index;
    private final Mapping runtime;
    private final RecordLayout runtimeLayout;
    private final long entrySize;

    Tables(BpfObject object) {
        btf = object.btf();
        maps = object.mapNames().stream().collect(Collectors.toMap(name -> name, object::map));
        entries = map("conn_entries").map(Mapping.Access.READ_WRITE);
        index = map("conn_index").map(Mapping.Access.READ_WRITE);
        runtime = map(".data.runtime").map(Mapping.Access.READ_WRITE);
        runtimeLayout = btf.record("runtime");
        entrySize = map("conn_entries").mappedStride();
    }

    /**
     * Sizes the maps of an object that is not loaded yet.
     *
     * @param capacity how many connections its table is to hold
     * @param balancing what its one service is to have
     */
    static void size(BpfObject object, int capacity, Balancing balancing) {
        int buckets = buckets(capacity);
        object.definition("conn_entries").setMaxEntries(capacity + 1);
        object.definition("conn_index").setMaxEntries(buckets);
        for (String perServer : List.of("servers", "server_loads", "server_counters", "addresses")) {
            object.definition(perServer).setMaxEntries(balancing.servers() + 1);
        }
        object.definition("scheduler_slots").setMaxEntries(balancing.slots());
        for (String byEntry : List.of("conn_notes", "conn_shifts")) {
            if (object.mapNames().contains(byEntry)) { // not in every build that is measured against this one
                object.definition(byEntry).setMaxEntries(capacity + 1);
            }
        }
        object.definition("services").setMaxEntries(SERVICE);
        object.definition("service_state").setMaxEntries(SERVICE + 1);
        Memory constants = object.definition(".rodata").initialValue();
        RecordLayout layout = object.btf().section(".rodata");
        layout.field("conn_capacity").set(constants, capacity);
        layout.field("conn_index_mask").set(constants, buckets - 1L);
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        for (int i = 0; i < layout.field("hash_key").count(); i++) {
            layout.field("hash_key").element(i).set(constants, Integer.toUnsignedLong(random.nextInt()));
        }
    }

    /** Half as many as connections, rounded up to a power of two, as the director has it. */
    private static int buckets(int capacity) {
        return capacity <= 2 ? 1 : Integer.highestOneBit((capacity + 1) / 2 - 1) * 2;
    }

    /**
     * Adds the service that the templates name, with all its servers.
     *
     * @param interfaceIndex by which the servers are reached, and the clients
     */
    void addService(Family family, ForwardingMethod method, Balancing balancing, int interfaceIndex) {
        for (int number = 1; number <= balancing.servers(); number++) {
            addServer(number, family, method, interfaceIndex);
            weigh(number);
        }
        for (int slot = 0; slot < balancing.slots(); slot++) {
            map("scheduler_slots").update(slot, Memory.ofInt(1 + slot % balancing.servers()));
        }
        addInterface(interfaceIndex);
        RecordLayout keys = btf.record("service_key");
        Memory key = keys.allocate();
        keys.field("vip").setBytes(key, Hosts.mapped(Hosts.vip(family)));
        keys.field("port").setNetworkOrder(key, Template.VIP_PORT);
        keys.field("protocol").set(key, PROTOCOL_TCP);
        RecordLayout services = btf.record("service");
        Memory service = services.allocate();
        services.field("index").set(service, SERVICE);
        services.field("slots").set(service, balancing.slots());
        services.field("kind").set(service, btf.constant(balancing.kind()));
        services.field("method").set(service, number(method));
        map("services").update(key, service);
    }

    private void addServer(int number, Family family, ForwardingMethod method, int interfaceIndex) {
        RecordLayout servers = btf.record("server");
        Memory server = servers.allocate();
        long ipv6 = family == Family.IPV6 ? btf.constant("SERVER_IPV6") : 0;
        servers.field("address").setBytes(server, Hosts.mapped(Hosts.server(family, number)));
        servers.field("local").setBytes(server, Hosts.mapped(Hosts.director(family)));
        server.setBytes(servers.field("mac").offset(), MACS);
        servers.field("ifindex").set(server, interfaceIndex);
        servers.field("service").set(server, SERVICE);
        servers.field("port").setNetworkOrder(server, port(method));
        servers.field("method").set(server, number(method));
        servers.field("flags").set(server, btf.constant("SERVER_PRESENT") | btf.constant("SERVER_REACHABLE") | ipv6);
        servers.field("mtu").set(server, MTU);
        map("servers").update(number, server);
    }

    /** Gives a server a weight of 1, and something to do: nq would have an easy life with idle ones. */
    private void weigh(int number) {
        RecordLayout loads = btf.record("server_load");
        Memory load = loads.allocate();
        loads.field("weight").set(load, 1);
        loads.field("active").set(load, 1);
        if (maps.containsKey("conn_notes")) {
            loads.field("pull").set(load, 1);
        }
        map("server_loads").update(number, load);
    }

    private void addInterface(int index) {
        RecordLayout interfaces = btf.record("interface");
        Memory face = interfaces.allocate();
        interfaces.field("ifindex").set(face, index);
        interfaces.field("mac").setBytes(face, HexFormat.of().parseHex(Template.DIRECTOR_MAC));
        interfaces.field("mtu").set(face, MTU);
        map("interfaces").update(index, face);
    }

    private static int port(ForwardingMethod method) {
        return method.mapsPorts() ? Template.SERVER_PORT : Template.VIP_PORT;
    }

    private long number(ForwardingMethod method) {
        return btf.constant("METHOD_" + method.name());
    }

    /** Moves the packet path's clock by one tick of 10 ms: about what a round takes one processor in earnest. */
    void advanceClock() {
        long now = runtimeLayout.field("now").get(runtime.memory());
        runtimeLayout.field("now").set(runtime.memory(), now + 1);
    }

    /** Sets how long connections in each state are kept, as the director does. */
    void setTimeouts(Timeouts timeouts) {
        for (ConnectionState state : ConnectionState.values()) {
            long ticks = timeouts.of(state).toMillis() * btf.constant("TICKS_A_SECOND") / MILLIS_A_SECOND;
            runtimeLayout
                    .field("timeout")
                    .element((int) btf.constant("CONN_" + state.name()))
                    .set(runtime.memory(), ticks);
        }
    }

    /** Moves the clock on, as if so much time had passed. */
    void pass(Duration time) {
        long now = runtimeLayout.field("now").get(runtime.memory());
        long ticks = time.toMillis() * btf.constant("TICKS_A_SECOND") / MILLIS_A_SECOND;
        runtimeLayout.field("now").set(runtime.memory(), now + ticks);
    }

    /** Active and inactive connections of all servers together. */
    long counted() {
        RecordLayout layout = btf.record("server_load");
        Memory load = layout.allocate();
        long sum = 0;
        for (int number = 1; number < map("server_loads").info().maxEntries(); number++) {
            map("server_loads").lookup(number, load);
            sum += layout.field("active").get(load) + layout.field("inactive").get(load);
        }
        return sum;
    }

    /** Forgets all connections, as if none had ever been. */
    void empty() {
        long used = runtimeLayout.field("used").get(runtime.memory());
        entries.memory().slice(0, (used + 1) * entrySize).clear();
        index.memory().clear();
        for (String field : List.of("free", "used", "recorded")) {
            runtimeLayout.field(field).set(runtime.memory(), 0);
        }
    }

    /** How many connections it says are recorded. */
    long recorded() {
        return runtimeLayout.field("recorded").get(runtime.memory());
    }

    /** Kernel memory of the maps that hold connections, in bytes. */
    long connectionMemory() {
        return map("conn_entries").info().memoryBytes()
                + map("conn_index").info().memoryBytes()
                + map("conn_notes").info().memoryBytes()
                + map("conn_shifts").info().memoryBytes();
    }

    private BpfMap map(String name) {
        BpfMap map = maps.get(name);
        if (map == null) {
            throw new IllegalStateException("the packet path has no map " + name + "; it has " + maps.keySet());
        }
        return map;
    }

    @Override
    public void close() {
        entries.close();
        index.close();
        runtime.close();
        maps.values().forEach(BpfMap::close);
    }
}
